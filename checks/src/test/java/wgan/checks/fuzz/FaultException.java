package wgan.checks.fuzz;

import java.io.Serial;

/** Thrown if a reader does not do what is documented. */
final class FaultException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    FaultException(String message) {
        super(message);
    }

    FaultException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Throws it unless a property holds. */
    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new FaultException(message);
        }
    }
}
