package wgan.train;

import java.io.IOException;
import java.io.Serial;

/** Thrown when a run cannot be resumed from a checkpoint that is of another run; the message is one line with the difference. */
public final class IncompatibleCheckpointException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Difference difference;

    /** What differs. */
    public enum Difference {
        /** The format: the checkpoint was written by another version of this software. */
        FORMAT,
        /** A hyper-parameter. */
        HYPERPARAMETER,
        /** The images. */
        DATASET
    }

    /** Creates an exception with a one-line message. */
    IncompatibleCheckpointException(Difference difference, String message) {
        super(message);
        this.difference = difference;
    }

    /** Returns what differs. */
    public Difference difference() {
        return difference;
    }
}
