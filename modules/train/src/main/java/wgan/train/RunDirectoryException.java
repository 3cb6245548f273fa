package wgan.train;

import java.io.IOException;

/** A run directory, or a file in it, cannot be used; the one-line message names it, the reason and a way out. */
public final class RunDirectoryException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates one from its one-line message. */
    public RunDirectoryException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and the cause. */
    public RunDirectoryException(String message, Exception cause) {
        super(message, cause);
    }
}
