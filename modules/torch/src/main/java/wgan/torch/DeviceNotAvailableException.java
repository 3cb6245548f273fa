package wgan.torch;

import java.io.Serial;

/** Thrown if a device cannot be used: libtorch has no CUDA, or there is no such GPU. */
public final class DeviceNotAvailableException extends TorchException {
    @Serial
    private static final long serialVersionUID = 1;

    DeviceNotAvailableException(Device device, String reason) {
        super("device " + device + " is not available: " + reason);
    }
}
