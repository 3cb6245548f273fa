package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.DataException;

/** Thrown if a path cannot be used as a run directory. */
public final class RunDirectoryUnusableException extends RunDirectoryException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception for a path that is a file. */
    RunDirectoryUnusableException(Path file) {
        super(file + ": is a file, expected a directory; use another run directory, or move the file away");
    }

    /** Creates an exception for a directory that cannot be created, read or written. */
    RunDirectoryUnusableException(Path directory, IOException cause) {
        super(
                "%s: cannot be used as a run directory (%s); use another one"
                        .formatted(directory, DataException.describe(cause)),
                cause);
    }
}
