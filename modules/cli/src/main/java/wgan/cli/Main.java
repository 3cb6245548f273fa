package wgan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: one command of several. */
@Command(
        name = "wgan",
        description = "A Wasserstein GAN that learns to draw digits, on native libtorch.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Train.class,
            Report.class,
            Sample.class,
            Evaluate.class,
            Data.class,
            Doctor.class,
            HelpCommand.class
        },
        footer = {"", "Examples:", "  wgan train --epochs 1", "  wgan sample --out digits.png"})
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
        // Images are drawn in memory; a machine without a screen must not matter.
        System.setProperty("java.awt.headless", "true");
        int code = commandLine(command).execute(arguments);
        System.exit(code);
    }

    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(ErrorHandler::onUsage)
                .setExecutionExceptionHandler(ErrorHandler::onExecution);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
