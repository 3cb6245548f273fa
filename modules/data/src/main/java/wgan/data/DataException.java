package wgan.data;

import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What is wrong with data or a file of data, in one line.
 *
 * <p>The line names the file and, where there is one, the byte offset; what was found and what was expected; and what to do.
 */
public final class DataException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    DataException(String message) {
        super(message);
    }

    DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** That a file cannot be written further, of which the JDK's own exceptions do not say which: a full disk, most often. */
    public static DataException unwritten(Path file, IOException cause) {
        return new DataException(
                file + ": cannot be written (" + reason(cause) + "); see to its disk, then give the same command again",
                cause);
    }

    /** What went wrong, in words: the messages of the JDK's own exceptions are often a bare name. */
    static String reason(IOException e) {
        return switch (e) {
            case DataException data -> data.getMessage();
            case NoSuchFileException gone -> "no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
            case FileSystemException system -> firstLine(system, system.getReason());
            case UnknownHostException host -> "unknown host " + host.getMessage();
            case SocketTimeoutException late -> "no answer in time";
            case ConnectException refused -> "connection refused";
            default -> firstLine(e, e.getMessage());
        };
    }

    private static String firstLine(IOException e, String message) {
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
