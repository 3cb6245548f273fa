package wgan.train;

import java.io.IOException;

/** Thrown if images are not those that a model was trained on; the one-line message names the model and the folder of the images. */
public final class TrainingDataMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    TrainingDataMismatchException(String message) {
        super(message);
    }
}
