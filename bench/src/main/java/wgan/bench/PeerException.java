package wgan.bench;

import org.jspecify.annotations.Nullable;

/** Thrown if a peer is not available or has failed; the message is the reason in one line. */
final class PeerException extends Exception {
    private static final long serialVersionUID = 1;

    PeerException(String reason) {
        this(reason, null);
    }

    PeerException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
