package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.train.DivergedException;
import wgan.train.ObjectiveName;

/** How a report came about, by names for people: of what its runs ran on, their configurations tell. */
final class ReportMetadata {
    private ReportMetadata() {}

    /** Of one that trained nothing. */
    static Map<String, String> of(CommandLine command) {
        Map<String, String> circumstances = new LinkedHashMap<>();
        circumstances.put("command", written(command));
        return circumstances;
    }

    /**
     * Of one that trained its runs here and now.
     *
     * @param diverged the games that came to nothing, and why
     */
    static Map<String, String> ofTraining(
            CommandLine command, Device device, Map<ObjectiveName, DivergedException> diverged) {
        LibTorch libTorch = LibTorch.get();
        Map<String, String> circumstances = of(command);
        circumstances.put(
                "machine",
                "%s %s, %d processors"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
        circumstances.put("libtorch", "%s on %s, %d threads".formatted(libTorch.version(), device, libTorch.threads()));
        circumstances.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        diverged.forEach(
                (game, failure) -> circumstances.put("without " + game.title(), String.valueOf(failure.getMessage())));
        return circumstances;
    }

    /** As it would be given to a shell. */
    private static String written(CommandLine command) {
        List<String> arguments = command.getParseResult().originalArgs();
        boolean isNamed = !arguments.isEmpty() && arguments.getFirst().equals(command.getCommandName());
        String name = "wgan " + command.getCommandName();
        return arguments.stream()
                .skip(isNamed ? 1 : 0)
                .map(argument -> " " + quoted(argument))
                .collect(joining("", name, ""));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w.,:/=+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
