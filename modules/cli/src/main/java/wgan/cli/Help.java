package wgan.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that shows the help of a command. It refuses arguments that name none, which that of picocli ignores. */
@Command(
        name = "help",
        description = "Show the help of a command, as its option --help does.",
        footer = {"", "Examples:", "  wgan help train", "  wgan help data fetch"})
final class Help implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command, such as train or data fetch (default: the program).")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        CommandLine shown = spec.root().commandLine();
        for (String name : names) {
            CommandLine named = shown.getSubcommands().get(name);
            if (named == null) {
                throw new ParameterException(spec.commandLine(), UsageMessages.unmatched(shown.getCommandSpec(), name));
            }
            shown = named;
        }
        shown.usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
