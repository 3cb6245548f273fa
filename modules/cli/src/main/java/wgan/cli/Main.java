package wgan.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: one command of several. */
@Command(
        name = "wgan",
        description =
                "Train Wasserstein GANs and other GANs on images of digits, and sample from them, with native libtorch.",
        subcommands = {
            Train.class,
            Sample.class,
            Evaluate.class,
            Report.class,
            Data.class,
            Doctor.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  wgan train --epochs 1",
            "  wgan sample --out digits.png",
            "  source <(wgan generate-completion)"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        run(new Main(), arguments);
    }

    /** Runs a command as a program of its own. */
    static void run(Object command, String[] arguments) {
        // Charts and images are drawn in memory: no display is required.
        System.setProperty("java.awt.headless", "true");
        int code = commandLine(command).execute(arguments);
        System.exit(code);
    }

    static CommandLine commandLine(Object command) {
        CommandLine commandLine = new CommandLine(command)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(ErrorHandler::onUsage)
                .setExecutionExceptionHandler(ErrorHandler::onExecution);
        StandardOptions.install(commandLine);
        OptionSections.install(commandLine);
        return commandLine;
    }

    /** Prints the help: no command is given. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
