package wgan.model;

import java.io.IOException;
import java.io.Serial;

/** A model file that is not what it should be; the message is one line with the file, what was expected and the remedy. */
public final class ModelFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public ModelFileException(String message) {
        super(message);
    }

    /** Creates one from its one-line message and what lay behind it. */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
