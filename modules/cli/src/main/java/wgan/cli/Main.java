package wgan.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import wgan.mpi.Mpi;
import wgan.mpi.MpiException;

/** The program: one command of several. */
@Command(
        name = "wgan",
        description =
                "Train Wasserstein GANs and other GANs on images of digits, and sample from them, with native libtorch.",
        footer = {
            "",
            "Examples:",
            "  wgan train --epochs 1",
            "  wgan sample --out digits.png",
            "  wgan explore",
            "  source <(wgan generate-completion)"
        })
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            Train.class,
            Sample.class,
            Evaluate.class,
            Report.class,
            Explore.class,
            Data.class,
            Doctor.class,
            Completion.class,
            Help.class);

    /** These also use the other commands. */
    private static final List<Class<?>> ABOUT_COMMANDS = List.of(Completion.class, Help.class);

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        run(new Main(), arguments);
    }

    /** Runs a command as a program of its own. */
    static void run(Object command, String[] arguments) {
        System.exit(execute(command, arguments));
    }

    /** Runs a command and returns its exit code. */
    static int execute(Object command, String... arguments) {
        if (!isAllowed(command, arguments)) {
            return ExitCode.USAGE;
        }
        // Charts and images are drawn in memory: no display is required.
        System.setProperty("java.awt.headless", "true");
        CommandLine commandLine = commandLine(command, arguments);
        int code = commandLine.execute(arguments);
        // A PrintStream does not throw: without this, the answer would be lost and the exit code 0.
        if (code == ExitCode.DONE && System.out.checkError()) {
            String name = innermost(commandLine).getCommandSpec().qualifiedName();
            commandLine
                    .getErr()
                    .println(name + ": standard output is closed or its disk is full; its text is not complete, but the"
                            + " command is done");
            return ExitCode.BAD_FILE;
        }
        return code;
    }

    /** Returns the command that the parsed arguments name: {@code data fetch} of {@code wgan data fetch}. */
    static CommandLine innermost(CommandLine command) {
        CommandLine.ParseResult parsed = command.getParseResult();
        return parsed != null && parsed.hasSubcommand()
                ? innermost(parsed.subcommand().commandSpec().commandLine())
                : command;
    }

    /** Returns whether a command may run in this process; if it may not, prints why. */
    private static boolean isAllowed(Object command, String... arguments) {
        try {
            if (ParallelProcesses.started() > 1 && !trainsWithOthers(command, arguments)) {
                System.err.println("wgan: is one of " + ParallelProcesses.started() + " processes that "
                        + Mpi.launcher().orElseThrow()
                        + " has started, but only train uses several; start it by itself");
                return false;
            }
        } catch (MpiException e) {
            System.err.println("wgan: " + e.getMessage());
            return false;
        }
        return true;
    }

    private static boolean trainsWithOthers(Object command, String... arguments) {
        String name = command instanceof Main && arguments.length > 0
                ? arguments[0]
                : command.getClass().getAnnotation(Command.class).name();
        return name.equals("train") || name.equals("doctor");
    }

    /**
     * Returns a command line.
     *
     * @param command a command, or its class
     * @param arguments those that it will execute, if they are known. To inspect a class takes tens of milliseconds, so if the first
     *     argument of the program is the name of a command, it has only this command.
     */
    static CommandLine commandLine(Object command, String... arguments) {
        CommandLine commandLine = new CommandLine(command);
        if (command instanceof Main || command == Main.class) {
            commandsFor(arguments).forEach(commandLine::addSubcommand);
        }
        commandLine
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(ErrorHandler::onUsage)
                .setExecutionExceptionHandler(ErrorHandler::onExecution);
        ValueConverters.install(commandLine);
        StandardOptions.install(commandLine);
        OptionSections.install(commandLine);
        return commandLine;
    }

    private static List<Class<?>> commandsFor(String... arguments) {
        for (Class<?> type : COMMANDS) {
            if (arguments.length > 0
                    && !ABOUT_COMMANDS.contains(type)
                    && arguments[0].equals(type.getAnnotation(Command.class).name())) {
                return List.of(type);
            }
        }
        return COMMANDS;
    }

    /** Prints the help: no command is given. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
