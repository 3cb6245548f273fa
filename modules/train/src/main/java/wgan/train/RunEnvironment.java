package wgan.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** The environment of a run, on which its bits depend besides its hyper-parameters and images. */
final class RunEnvironment {
    private RunEnvironment() {}

    private static final String PROCESSES_KEY = "processes";
    static final String BATCH_NORM_KEY = "batch_norm";

    /** The values that a file without the keys has. */
    private static final Map<String, Object> DEFAULTS = Map.of(PROCESSES_KEY, 1);

    /** Returns the current environment of a run of one process: see {@link #on(Device, DataParallel)}. */
    static Map<String, Object> on(Device device) {
        return on(device, DataParallel.NONE);
    }

    /** Returns the current environment by the keys that files have, in their order. */
    static Map<String, Object> on(Device device, DataParallel parallel) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device", device.toString());
        values.put("threads", LibTorch.get().threads());
        values.put("libtorch", LibTorch.get().version());
        if (parallel.hasSeveralProcesses()) {
            values.put(PROCESSES_KEY, parallel.processes().size());
            values.put(BATCH_NORM_KEY, parallel.batchNorm().toString());
        }
        return values;
    }

    /**
     * Returns the differences between the environment that a file states and the current one, which may change bits; one line each.
     *
     * @param before the keys and values of the file, among others
     */
    static List<String> differences(Map<String, String> before, Map<String, Object> now) {
        Map<String, Object> current = new LinkedHashMap<>(now);
        DEFAULTS.forEach(current::putIfAbsent);
        List<String> differences = new ArrayList<>();
        current.forEach((key, value) -> {
            if (key.equals(BATCH_NORM_KEY)) {
                return; // not only the bits depend on it
            }
            String was = before.getOrDefault(key, String.valueOf(DEFAULTS.get(key)));
            if (!value.toString().equals(was)) {
                differences.add(key + " was " + was + " and is " + value
                        + ": the resumed run may differ in its bits from one that was not interrupted");
            }
        });
        return List.copyOf(differences);
    }
}
