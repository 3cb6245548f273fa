package wgan.report;

import java.io.IOException;
import java.io.Serial;

/** Thrown if runs on several datasets are to be compared; the one-line message names two of them and their datasets. */
public final class MixedDatasetsException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    MixedDatasetsException(String message) {
        super(message);
    }
}
