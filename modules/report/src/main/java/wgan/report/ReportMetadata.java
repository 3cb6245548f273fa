package wgan.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wgan.torch.Device;

/**
 * How a report was made. What its runs were trained with is in their configurations.
 *
 * @param command what the user gave to a shell
 * @param device where this process trained the runs; the page then states the machine, libtorch and Java of this process
 * @param diverged the titles of the objectives that the report is without because their training diverged, and the reason
 */
public record ReportMetadata(Optional<String> command, Optional<Device> device, Map<String, String> diverged) {
    /** Keeps a copy, in the same order. */
    public ReportMetadata {
        diverged = Collections.unmodifiableMap(new LinkedHashMap<>(diverged));
    }

    /** Returns metadata of a report of which nothing is stated. */
    public static ReportMetadata none() {
        return new ReportMetadata(Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns the same with a command. */
    public ReportMetadata withCommand(String newCommand) {
        return new ReportMetadata(Optional.of(newCommand), device, diverged);
    }

    /** Returns the same of runs that this process trained there. */
    public ReportMetadata withDevice(Device newDevice) {
        return new ReportMetadata(command, Optional.of(newDevice), diverged);
    }

    /** Returns the same with the title of one more objective whose training diverged. */
    public ReportMetadata withDiverged(String objective, String reason) {
        Map<String, String> all = new LinkedHashMap<>(diverged);
        all.put(objective, reason);
        return new ReportMetadata(command, device, all);
    }
}
