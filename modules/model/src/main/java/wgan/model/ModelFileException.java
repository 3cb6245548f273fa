package wgan.model;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown if a model file does not have the expected contents. The message is one line with the file, the actual and the
 * expected contents, and the remedy.
 */
public final class ModelFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public ModelFileException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and its cause. */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
