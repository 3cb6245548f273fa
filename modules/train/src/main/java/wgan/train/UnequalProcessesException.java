package wgan.train;

import java.io.Serial;

/** Thrown in all processes that are to train one run together if one of them has other settings or other images than rank 0. */
public final class UnequalProcessesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates an exception with a one-line message. */
    UnequalProcessesException(String message) {
        super(message);
    }
}
