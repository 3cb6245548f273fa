package wgan.train;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown if no run can be written to a path. */
public final class RunDirectoryUnusableException extends RunDirectoryException {

    private static final long serialVersionUID = 1L;

    /** The path is a file. */
    RunDirectoryUnusableException(Path file) {
        super(file + ": is a file, expected a directory; use another run directory, or move the file away");
    }

    /** The directory cannot be made, read or written. */
    RunDirectoryUnusableException(Path directory, IOException cause) {
        super("%s: cannot be used as a run directory (%s); use another one".formatted(directory, cause), cause);
    }
}
