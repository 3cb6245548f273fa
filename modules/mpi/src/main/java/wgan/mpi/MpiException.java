package wgan.mpi;

import java.io.Serial;

/**
 * Thrown if MPI cannot be used, or if a call of it fails. After a call that failed, the processes cannot continue: see {@link
 * MpiCommunicator#abort}.
 */
public final class MpiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public MpiException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and its cause. */
    MpiException(String message, Throwable cause) {
        super(message, cause);
    }
}
