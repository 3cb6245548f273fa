package wgan.checks.fuzz;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import wgan.data.DataOptions;
import wgan.explore.Explorer;
import wgan.torch.Device;
import wgan.train.MetricsLog;
import wgan.train.Progress;
import wgan.train.RunDirectory;
import wgan.train.RunDirectoryException;

/** The metrics of a run: of a report, of a run that is resumed, and of the explorer's page, which reads what was added. */
final class MetricsTarget implements Target {
    private static final Progress AT = new Progress(0, 1, 1, 2);

    private final Path directory;
    private final Path file;
    private final Path copy;
    private final DataOptions options;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    @SuppressWarnings("resource") // ends with the process
    MetricsTarget(Path folder) throws IOException {
        directory = folder.resolve("run");
        file = RunDirectory.metricsIn(directory);
        copy = folder.resolve("metrics.jsonl");
        options = DataOptions.defaults().withCache(folder.resolve("cache"));
        TrainedRun.train(directory, folder.resolve("events"));
        Explorer explorer = Explorer.start(directory, Device.CPU, Explorer.Options.DEFAULT.withLog(line -> {
            System.err.println(line);
        }));
        request = HttpRequest.newBuilder(explorer.uri().resolve("/api/run")).build();
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        String evaluated =
                "{\"epoch\":0,\"step\":1,\"iteration\":1,\"frechet_classifier_distance\":%d.5,\"samples\":64,\"seconds\":2.5}\n";
        String more = evaluated.formatted(4) + evaluated.formatted(3) + evaluated.formatted(2);
        String written = Files.readString(file);
        return List.of(
                written.getBytes(StandardCharsets.UTF_8),
                (written + more).getBytes(StandardCharsets.UTF_8),
                (written + "{\"epo").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> words() {
        return List.of(
                "\n",
                "\"iteration\":",
                "\"loss_critic\":",
                "\"step_loss_critic\":",
                "\"critic_estimate\":",
                "\"frechet_random_distance\":",
                "\"samples\":",
                "\"seconds\":",
                "-1",
                "2147483648",
                "9223372036854775807",
                "-9223372036854775808",
                "1" + "0".repeat(400),
                "1e400",
                "1e999999999",
                "1e-999999999",
                "1e308",
                "-1e308",
                "\"NaN\"",
                "null");
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(RunDirectoryException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, input);
        HttpResponse<byte[]> state = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        FaultException.unless(state.statusCode() == 200, "explorer answers " + state.statusCode());
        RunDirectoryException refusal = null;
        try {
            resume(input);
        } catch (RunDirectoryException e) {
            refusal = e;
        }
        RunReading.read(directory, options);
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Begins to append; the file must then be a part of what it was, with a line feed at its end. */
    private void resume(byte[] input) throws IOException {
        Files.write(copy, input);
        try (MetricsLog log = new MetricsLog(copy)) {
            log.started(AT);
        } catch (RunDirectoryException e) {
            FaultException.unless(Arrays.equals(input, Files.readAllBytes(copy)), "changed although it was refused");
            throw e;
        }
        byte[] kept = Files.readAllBytes(copy);
        int length = kept.length > input.length ? kept.length - 1 : kept.length;
        FaultException.unless(
                Arrays.equals(input, 0, length, kept, 0, length) && (kept.length == 0 || kept[kept.length - 1] == '\n'),
                "is not the beginning of what it was");
    }
}
