package wgan.data.images;

import java.io.IOException;
import java.io.Serial;

/** Thrown if an image file is malformed or not supported. The message is the reason, without the name of the file. */
final class BadImageException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    BadImageException(String reason) {
        super(reason);
    }

    BadImageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
