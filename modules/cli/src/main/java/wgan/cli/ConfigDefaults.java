package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import wgan.data.DatasetName;
import wgan.image.ImageShape;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectoryException;

/**
 * The settings of a run's {@code config.json} as defaults of options: {@code lr_critic} is that of {@code --lr-critic}.
 *
 * @param settings by key
 */
record ConfigDefaults(Map<String, String> settings) implements IDefaultValueProvider {
    /** Settings of the environment: a run can be repeated on another machine. */
    private static final Set<String> ENVIRONMENT = Set.of("device", "threads");

    /**
     * Parses the arguments of a command again with these defaults.
     *
     * @throws IOException if the file cannot be read, or is not the configuration of a run
     */
    static void apply(Path file, CommandLine command) throws IOException {
        String[] arguments = ShellCommand.arguments(command).toArray(String[]::new);
        command.setDefaultValueProvider(new ConfigDefaults(read(file).values()));
        command.parseArgs(arguments);
    }

    private static RunConfiguration read(Path file) throws IOException {
        try {
            return RunConfiguration.read(file);
        } catch (RunDirectoryException e) {
            throw new IOException(e.getMessage() + "; name a config.json of a run with --config", e);
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String key = option.longestName().replaceFirst("^--", "").replace('-', '_');
        if (ENVIRONMENT.contains(key)) {
            return null;
        }
        return switch (key) {
            case "limit" -> settings.get("dataset_size");
            case "dataset" -> settings.containsKey("data_path") ? null : settings.get(key);
            case "data" -> settings.get("data_path");
            case "resize", "channels" -> isSynthetic() ? syntheticShape(key) : settings.get("data_" + key);
            case "fit", "background", "skip_corrupt", "transpose" -> settings.get("data_" + key);
            default -> settings.get(key);
        };
    }

    private boolean isSynthetic() {
        return DatasetName.SYNTHETIC.toString().equals(settings.get("dataset"));
    }

    /** Returns the height and width, or the channels, of synthetic digits; null if their shape is the default. */
    private @Nullable String syntheticShape(String key) {
        String text = settings.get("image_shape");
        if (text == null || text.equals(ImageShape.MNIST.toString())) {
            return null;
        }
        ImageShape shape = ImageShape.parse(text);
        return key.equals("channels") ? Integer.toString(shape.channels()) : shape.height() + "x" + shape.width();
    }
}
