package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;
import picocli.CommandLine;

/** Formats a command as it is entered in a shell. */
final class ShellCommand {
    private ShellCommand() {}

    /** Returns the command with all of its arguments, quoted where a shell requires it. */
    static String of(CommandLine command) {
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
