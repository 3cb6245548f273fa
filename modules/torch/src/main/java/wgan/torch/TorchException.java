package wgan.torch;

import java.io.Serial;

/**
 * Something that libtorch refused, or libtorch itself missing.
 *
 * <p>The message is one line: the operation with what it was given, and libtorch's own words.
 */
public final class TorchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public TorchException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and what lay behind it. */
    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
