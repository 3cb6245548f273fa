package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;
import picocli.CommandLine;

/** Formats a command as it is entered in a shell. */
final class ShellCommand {
    private ShellCommand() {}

    /** Returns the command with all of its arguments, quoted where a shell requires it. */
    static String of(CommandLine command) {
        String name = "wgan " + command.getCommandName();
        return arguments(command).stream()
                .map(argument -> " " + quoted(argument))
                .collect(joining("", name, ""));
    }

    /** Returns the arguments of the command, without its name. */
    static List<String> arguments(CommandLine command) {
        List<String> arguments = command.getParseResult().originalArgs();
        boolean isNamed = !arguments.isEmpty() && arguments.getFirst().equals(command.getCommandName());
        return isNamed ? arguments.subList(1, arguments.size()) : arguments;
    }

    /** Returns an argument, quoted if a shell requires it. */
    static String quoted(String argument) {
        return argument.matches("[\\w.,:/=+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
