package wgan.checks.faults;

import java.io.IOException;
import java.io.Serial;

/** Thrown if the program did not do what is expected after a fault. */
final class FaultFoundException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    FaultFoundException(String message) {
        super(message);
    }
}
