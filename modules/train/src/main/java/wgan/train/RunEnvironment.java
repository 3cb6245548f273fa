package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** The environment of a run, on which its bits depend besides its hyper-parameters and images. */
final class RunEnvironment {
    private RunEnvironment() {}

    /** Returns the current environment by the keys that files have, in their order. */
    static Map<String, Object> on(Device device) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device", device.toString());
        values.put("threads", LibTorch.get().threads());
        values.put("libtorch", LibTorch.get().version());
        return values;
    }
}
