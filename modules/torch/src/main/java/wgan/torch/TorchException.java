package wgan.torch;

import java.io.Serial;

/**
 * Thrown if libtorch refuses an operation, or if libtorch itself cannot be used.
 *
 * <p>The message is one line: the operation with its arguments, and libtorch's own message.
 */
public sealed class TorchException extends RuntimeException permits DeviceNotAvailableException {
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
