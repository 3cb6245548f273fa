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
import wgan.torch.TorchException;
import wgan.train.DivergedException;

/** Turns whatever went wrong into one line for a person and an exit code for a program. */
final class ErrorHandler {
    private ErrorHandler() {}

    static int onUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + oneLine(failure.getMessage()) + "; see '" + name + " --help'");
        return ExitCode.USAGE;
    }

    static int onExecution(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        int code = codeOf(failure);
        if (code == ExitCode.UNEXPECTED) {
            // Nobody planned for it, so what helps is where it happened.
            failure.printStackTrace(err);
            err.println(name + ": unexpected " + failure + "; this is a bug in the program");
        } else {
            err.println(name + ": " + describe(failure));
        }
        err.flush();
        return code;
    }

    private static int codeOf(Exception failure) {
        if (failure instanceof DivergedException) {
            return ExitCode.DIVERGED;
        }
        if (failure instanceof TorchException) {
            return ExitCode.LIBTORCH;
        }
        return failure instanceof IOException || failure instanceof UncheckedIOException
                ? ExitCode.BAD_FILE
                : ExitCode.UNEXPECTED;
    }

    /** In one line; the JDK's own exceptions about files say no more than the file's name. */
    private static String describe(Exception failure) {
        Exception cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            String problem = cause instanceof NoSuchFileException
                    ? "there is no such file or directory"
                    : cause instanceof AccessDeniedException
                            ? "permission denied"
                            : cause instanceof NotDirectoryException
                                    ? "is not a directory"
                                    : cause.getClass().getSimpleName();
            return file.getFile() + ": " + problem;
        }
        String message = oneLine(String.valueOf(cause.getMessage()));
        return cause instanceof DataException data ? message + advice(data.reason()) : message;
    }

    /** The options that help, which the library's message cannot name. */
    private static String advice(DataException.Reason reason) {
        return switch (reason) {
            case DATASET_UNAVAILABLE -> "; give the files with --data DIR, or use --dataset synthetic";
            case CACHE_NOT_WRITABLE ->
                "; set XDG_CACHE_HOME to such a folder, give the files with --data DIR, or use --dataset synthetic";
            case DIRECTORY_INCOMPLETE -> "; or leave out --data to fetch the original files";
            case DATASET_WITHOUT_FILES -> "; leave out --data, or name another --dataset";
            case WRITE_FAILED, OTHER -> "";
        };
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
