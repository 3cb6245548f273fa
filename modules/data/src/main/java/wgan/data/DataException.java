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
 * Thrown if a dataset is not available, a file of data is malformed, or a file cannot be written.
 *
 * <p>The message is one line. It names the file and, where there is one, the byte offset; the value found and the value
 * expected; and the remedy. An application can add its own remedies by {@link #reason}.
 */
public final class DataException extends IOException {

    @Serial
    private static final long serialVersionUID = 2;

    /** The kinds of failure that a program may want to distinguish. */
    public enum Reason {
        /** No source provides a file of the dataset. */
        DATASET_UNAVAILABLE,
        /** The folder of the cache cannot be created or written. */
        CACHE_NOT_WRITABLE,
        /** The folder of user-provided files lacks a file, or has too few images. */
        DIRECTORY_INCOMPLETE,
        /** A folder of user-provided files is given for a dataset that has no files. */
        DATASET_WITHOUT_FILES,
        /** A file cannot be written, because its folder is missing or protected, or its disk is full. */
        WRITE_FAILED,
        /** Images of files of one's own have several sizes, or one that networks do not support. */
        IMAGE_SIZE,
        /** An image file is corrupt, or in a format that is not supported. */
        CORRUPT_IMAGE,
        /** Any other, such as a malformed file. */
        OTHER
    }

    private final Reason reason;

    /** Creates an exception with a message as described above. */
    public DataException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Creates an exception with a message as described above. */
    public DataException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Creates an exception for {@link Reason#OTHER}. */
    public DataException(String message) {
        this(Reason.OTHER, message);
    }

    /** Creates an exception for {@link Reason#OTHER}. */
    public DataException(String message, Throwable cause) {
        this(Reason.OTHER, message, cause);
    }

    /**
     * Returns an exception for {@link Reason#WRITE_FAILED}. The JDK's own exceptions often do not name the file.
     *
     * @param file the file as the user named it
     */
    public static DataException unwritten(Path file, IOException cause) {
        return new DataException(
                Reason.WRITE_FAILED,
                file + ": cannot be written (" + describe(cause)
                        + "); write it to a folder that exists and is writable, on a disk with free space",
                cause);
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }

    /** Returns the reason of an exception in words: the messages of the JDK's own exceptions are often only a name. */
    public static String describe(IOException e) {
        return switch (e) {
            case DataException data -> data.getMessage();
            case NoSuchFileException missing -> "no such file or folder";
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
