package wgan.torch;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if libtorch refuses an operation, or if libtorch itself cannot be used.
 *
 * <p>The message is one line: the operation with its arguments, and libtorch's own message.
 */
public sealed class TorchException extends RuntimeException permits DeviceNotAvailableException {
    @Serial
    private static final long serialVersionUID = 1;

    /** libtorch's own message; null if it is not of an operation. */
    private final @Nullable String reason;

    /** Creates one from its one-line message. */
    public TorchException(String message) {
        super(message);
        reason = null;
    }

    /** Creates one from its one-line message and its cause. */
    public TorchException(String message, Throwable cause) {
        super(message, cause);
        reason = null;
    }

    private TorchException(String operation, String reason) {
        super(operation + ": " + reason);
        this.reason = reason;
    }

    /** Returns one for an operation, with its arguments, that libtorch has refused for a reason. */
    static TorchException refused(String operation, List<?> arguments, String reason) {
        return new TorchException(
                arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", operation + "(", ")")),
                reason);
    }

    /** Returns this one as that of another operation, which has called the one that was refused. */
    TorchException as(String operation, List<?> arguments) {
        return reason == null ? this : refused(operation, arguments, reason);
    }
}
