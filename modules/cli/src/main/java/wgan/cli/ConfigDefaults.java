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
import wgan.train.RunConfiguration;

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
        command.setDefaultValueProvider(
                new ConfigDefaults(RunConfiguration.read(file).values()));
        command.parseArgs(arguments);
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
        return settings.get(key.equals("limit") ? "dataset_size" : key);
    }
}
