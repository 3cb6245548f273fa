package wgan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The memory of this process, as Linux reports it. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;
    private static final int MINOR_FAULTS = 7; // the index after the name of the program

    private ProcessMemory() {}

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

    /** Returns the number of minor page faults since the process started; null on other systems. */
    static @Nullable Long minorFaults() {
        try {
            return minorFaults(Files.readString(STAT));
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the number of minor page faults, from the text of {@code /proc/self/stat}. */
    static Long minorFaults(String stat) {
        String afterName = stat.substring(stat.lastIndexOf(')') + 2); // the name may contain spaces
        return Long.valueOf(afterName.split(" ", -1)[MINOR_FAULTS]);
    }
}
