package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.data.DataException;
import wgan.image.FileText;
import wgan.mpi.MpiException;
import wgan.nccl.NcclException;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.TorchException;
import wgan.train.DivergedException;
import wgan.train.HyperparameterException;
import wgan.train.IncompatibleCheckpointException;
import wgan.train.RunDirectoryInUseException;
import wgan.train.RunDirectoryUnusableException;
import wgan.train.TrainingDataMismatchException;
import wgan.train.UnequalProcessesException;

/**
 * Prints a failure as one line and returns its exit code.
 *
 * <p>Libraries do not name options in their messages. The advice about options is added here.
 */
final class ErrorHandler {
    /** No option of its own has this number. */
    private static final String DATASET_SIZE = "dataset_size";

    private ErrorHandler() {}

    static int onUsage(ParameterException failure, String[] arguments) {
        return printUsage(failure.getCommandLine(), UsageMessages.of(failure, arguments));
    }

    private static int printUsage(CommandLine command, String problem) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + oneLine(problem) + "; see '" + name + " --help'");
        return ExitCode.USAGE;
    }

    static int onExecution(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof HyperparameterException refused) {
            return printUsage(command, describe(refused));
        }
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        int code = codeOf(failure);
        if (code == ExitCode.UNEXPECTED) {
            failure.printStackTrace(err); // a bug: its place in the code helps
            err.println(name + ": unexpected " + failure + "; this is a bug in the program");
        } else {
            Exception cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
            err.println(name + ": " + describe(cause) + advice(cause, command));
        }
        err.flush();
        return code;
    }

    private static int codeOf(Exception failure) {
        return switch (failure) {
            case DivergedException diverged -> ExitCode.DIVERGED;
            case TorchException torch -> ExitCode.LIBTORCH;
            case UnequalProcessesException other -> ExitCode.USAGE;
            case MpiException mpi -> ExitCode.LIBTORCH;
            case NcclException nccl -> ExitCode.LIBTORCH;
            case IOException file -> ExitCode.BAD_FILE;
            case UncheckedIOException file -> ExitCode.BAD_FILE;
            default -> ExitCode.UNEXPECTED;
        };
    }

    /** Names the option of a hyper-parameter: {@code --batch-size} is that of {@code batch_size}. */
    private static String describe(HyperparameterException refused) {
        return refused.name().equals(DATASET_SIZE)
                ? "the number of images is %s, expected %s (--data, --limit)"
                        .formatted(refused.value(), refused.expected())
                : "%s is %s, expected %s".formatted(option(refused.name()), refused.value(), refused.expected());
    }

    private static String option(String hyperparameter) {
        return "--" + hyperparameter.replace('_', '-');
    }

    /** Returns the message in one line; those of the JDK about files often contain only the file's name. */
    private static String describe(Exception failure) {
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            String problem = switch (file) {
                case NoSuchFileException missing -> "there is no such file or directory";
                case AccessDeniedException denied -> "permission denied";
                case NotDirectoryException other -> "is not a directory";
                default -> file.getClass().getSimpleName();
            };
            return FileText.shown(file.getFile()) + ": " + problem;
        }
        return oneLine(String.valueOf(failure.getMessage()));
    }

    /** Returns the options that help; an empty string if there are none. */
    private static String advice(Exception failure, CommandLine command) {
        return switch (failure) {
            case DataException data -> advice(data.reason());
            case DeviceNotAvailableException device ->
                "; use --device cpu, or a libtorch with CUDA (Maven profile gpu, or environment variable LIBTORCH)";
            case RunDirectoryInUseException directory -> " (--out)";
            case RunDirectoryUnusableException directory -> " (--out)";
            case IncompatibleCheckpointException checkpoint -> advice(checkpoint, command);
            case TrainingDataMismatchException data -> "; name the directory of its images with --data";
            case DivergedException diverged -> " (--lr-critic, --lr-generator)";
            default -> "";
        };
    }

    private static String advice(DataException.Reason reason) {
        return switch (reason) {
            case DATASET_UNAVAILABLE -> "; give the files with --dataset NAME --data DIR, or use --dataset synthetic";
            case CACHE_NOT_WRITABLE ->
                "; set XDG_CACHE_HOME to such a folder, give the files with --dataset NAME --data DIR, or use --dataset synthetic";
            case DIRECTORY_INCOMPLETE -> "; or leave out --data to fetch the original files";
            case DATASET_WITHOUT_FILES -> "; leave out --data, or name another --dataset";
            case IMAGE_SIZE -> " (--resize HxW)";
            case CORRUPT_IMAGE -> "; or skip such images with --skip-corrupt";
            case WRITE_FAILED, OTHER -> "";
        };
    }

    private static String advice(IncompatibleCheckpointException checkpoint, CommandLine command) {
        String newRun = "start a new run with --fresh, or in another directory with --out";
        return switch (checkpoint.difference()) {
            case FORMAT -> "; " + newRun;
            case HYPERPARAMETER ->
                "; use the same value"
                        + checkpoint
                                .hyperparameter()
                                .map(ErrorHandler::option)
                                .filter(option -> command.getCommandSpec().findOption(option) != null)
                                .map(option -> " (" + option + ")")
                                .orElse("")
                        + ", or " + newRun;
            case DATASET -> "; use the same images (--dataset, --data, --limit), or " + newRun;
        };
    }

    static String oneLine(String text) {
        return FileText.shown(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
