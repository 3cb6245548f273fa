package wgan.train;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a run cannot be resumed from a checkpoint that is of another run; the message is one line with the difference. */
public final class IncompatibleCheckpointException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Difference difference;
    private final @Nullable String hyperparameter;

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
        this(difference, null, message);
    }

    private IncompatibleCheckpointException(Difference difference, @Nullable String hyperparameter, String message) {
        super(message);
        this.difference = difference;
        this.hyperparameter = hyperparameter;
    }

    /** Creates an exception about a hyper-parameter, with a one-line message. */
    static IncompatibleCheckpointException ofHyperparameter(String name, String message) {
        return new IncompatibleCheckpointException(Difference.HYPERPARAMETER, name, message);
    }

    /** Returns what differs. */
    public Difference difference() {
        return difference;
    }

    /** Returns the name of the hyper-parameter that differs, such as {@code lr_critic}; empty if something else differs. */
    public Optional<String> hyperparameter() {
        return Optional.ofNullable(hyperparameter);
    }
}
