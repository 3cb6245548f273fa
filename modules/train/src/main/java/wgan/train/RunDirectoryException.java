package wgan.train;

import java.io.IOException;

/** Thrown if a run directory, or a file in it, cannot be used; the message is one line with its name, the reason and a remedy. */
public sealed class RunDirectoryException extends IOException
        permits RunDirectoryInUseException, RunDirectoryUnusableException {

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
