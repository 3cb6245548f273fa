package wgan.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that prints a completion script. It refuses arguments, which that of picocli ignores. */
@Command(
        name = "generate-completion",
        description = "Print a script for bash or zsh that completes the commands, options and values of this program.",
        footer = {"", "Example:", "  source <(wgan generate-completion)"})
final class Completion implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE;
    }
}
