package wgan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The physical memory of this process, as Linux counts it. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /** The most bytes that this process has had so far; null on other systems. */
    static @Nullable Long peak() throws IOException {
        return Files.exists(STATUS) ? peak(Files.readAllLines(STATUS)) : null;
    }

    /** As {@link #peak()}, from the lines of the file. */
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
