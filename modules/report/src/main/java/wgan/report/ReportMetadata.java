package wgan.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wgan.torch.Device;

/**
 * States how a report was made. The configurations of the runs state how they were trained.
 *
 * @param language of the page
 * @param command as the user entered it in a shell; empty if an application made the report
 * @param device where this process trained the runs: the page then states the machine, libtorch and Java of this process
 * @param diverged for each objective that is missing because its training diverged, its title and the reason
 */
public record ReportMetadata(
        Language language, Optional<String> command, Optional<Device> device, Map<String, String> diverged) {
    /** Keeps a copy, in the same order. */
    public ReportMetadata {
        diverged = Collections.unmodifiableMap(new LinkedHashMap<>(diverged));
    }

    /** Returns metadata that states nothing, for a page in English. */
    public static ReportMetadata none() {
        return new ReportMetadata(Language.EN, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns this metadata with a language. */
    public ReportMetadata withLanguage(Language newLanguage) {
        return new ReportMetadata(newLanguage, command, device, diverged);
    }

    /** Returns this metadata with a command. */
    public ReportMetadata withCommand(String newCommand) {
        return new ReportMetadata(language, Optional.of(newCommand), device, diverged);
    }

    /** Returns this metadata with the device where this process trained the runs. */
    public ReportMetadata withDevice(Device newDevice) {
        return new ReportMetadata(language, command, Optional.of(newDevice), diverged);
    }

    /** Returns this metadata with one more objective whose training diverged. */
    public ReportMetadata withDiverged(String objective, String reason) {
        Map<String, String> all = new LinkedHashMap<>(diverged);
        all.put(objective, reason);
        return new ReportMetadata(language, command, device, all);
    }
}
