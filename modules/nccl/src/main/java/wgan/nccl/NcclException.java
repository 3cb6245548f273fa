package wgan.nccl;

import java.io.Serial;

/**
 * Thrown if NCCL cannot be used, or if a call of it fails. After a call that failed, the processes cannot continue: see {@link
 * NcclCommunicator#abort}.
 */
public final class NcclException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public NcclException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and its cause. */
    NcclException(String message, Throwable cause) {
        super(message, cause);
    }
}
