package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import wgan.data.DataOptions;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectoryException;

/** The configuration of a run. */
final class ConfigTarget implements Target {
    private final Path directory;
    private final Path file;
    private final DataOptions options;

    ConfigTarget(Path folder) throws IOException {
        directory = folder.resolve("run");
        file = directory.resolve(RunConfiguration.FILE);
        options = DataOptions.defaults().withCache(folder.resolve("cache"));
        TrainedRun.train(directory, folder.resolve("events"));
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        return List.of(Files.readAllBytes(file));
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"steps\" : 0",
                "\"epochs\" : 0",
                "\"lr_decay_epochs\" : ",
                "\"lr_decay\" : ",
                "\"data_path\" : \"\\u0000\"",
                "\"data_resize\" : \"16x16\"",
                "\"dataset_size\" : -1",
                "-2147483648",
                "2147483647",
                "9223372036854775807",
                "99999999999999999999",
                "1e400",
                "1e-999999999",
                "1e308",
                "null",
                "NaN",
                "\\n",
                "mnist");
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(RunDirectoryException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, input);
        RunReading.read(directory, options);
    }
}
