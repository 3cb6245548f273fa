package wgan.train;

import java.io.IOException;
import java.io.Serial;

/** A loss that is no longer a number: training cannot go on; the message is one line with where and what to do. */
public final class DivergedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one from its one-line message. */
    public DivergedException(String message) {
        super(message);
    }
}
