package wgan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The options for help and version, and the exit codes in the help: the same for every command. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE + ":done; or a run was saved after a signal, then 128 + its number (130, 143, 129)",
            ExitCode.UNEXPECTED + ":unexpected failure; a bug in the program",
            ExitCode.USAGE + ":invalid command line",
            ExitCode.BAD_FILE + ":a file or a download cannot be read or written, or has other contents",
            ExitCode.LIBTORCH + ":libtorch or the device is not available",
            ExitCode.DIVERGED + ":training diverged"
        })
final class StandardOptions {
    /** Adds them to a command and its subcommands. */
    static void install(CommandLine command) {
        command.getCommandSpec().addMixin("standard", CommandSpec.forAnnotatedObject(new StandardOptions()));
        command.getSubcommands().values().forEach(StandardOptions::install);
    }
}
