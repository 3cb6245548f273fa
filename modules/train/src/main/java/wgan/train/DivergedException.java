package wgan.train;

import java.io.IOException;
import java.io.Serial;

/** Thrown when a loss, a parameter or a metric is NaN or infinite, so that training cannot continue; the message is one line. */
public final class DivergedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private DivergedException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param problem what is NaN or infinite
     */
    static DivergedException at(Progress at, String problem) {
        return new DivergedException("training diverged: at epoch %d, step %d %s; use smaller learning rates"
                .formatted(at.epoch(), at.step(), problem));
    }
}
