package wgan.torch;

import java.io.Serial;

/**
 * Thrown when libtorch refuses a call, or cannot be found or loaded.
 *
 * <p>The message is one line: the operation with its arguments, and libtorch's reason.
 */
public final class TorchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public TorchException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and its cause. */
    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
