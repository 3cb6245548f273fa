package wgan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The resident memory of this process, as Linux reports it. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /** Returns the peak in bytes since the process started; null on other systems. */
    static @Nullable Long peak() throws IOException {
        return Files.exists(STATUS) ? peak(Files.readAllLines(STATUS)) : null;
    }

    /** Returns the peak in bytes, from the lines of {@code /proc/self/status}; null if they do not state it. */
    static @Nullable Long peak(Iterable<String> status) {
        for (String line : status) {
            if (line.startsWith(PEAK)) {
                String kib = line.substring(PEAK.length()).replace("kB", "").strip();
                return Long.parseLong(kib) * KIB;
            }
        }
        return null;
    }
}
