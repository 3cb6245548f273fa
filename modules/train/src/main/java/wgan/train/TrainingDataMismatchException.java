package wgan.train;

import java.io.IOException;
import java.io.Serial;

/** Thrown if images are not those that a model was trained on; the one-line message names the model and the images. */
public final class TrainingDataMismatchException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates an exception with a one-line message. */
    public TrainingDataMismatchException(String message) {
        super(message);
    }
}
