package wgan.torch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The processors of this machine, as the operating system describes them. */
final class Processor {
    private static final Path PROCESSORS = Path.of("/sys/devices/system/cpu");
    private static final Path FLAGS = Path.of("/proc/cpuinfo");

    /** The flags of AVX-512 and AMX on x86, and the flag of Arm. */
    private static final Pattern BF16 = Pattern.compile("^(flags|Features)\\s*:.*\\b(avx512_bf16|amx_bf16|bf16)\\b.*");

    private Processor() {}

    /**
     * Returns the number of physical cores that this process may use; of its logical processors if the system does not list
     * the cores.
     */
    static int physicalCores() {
        int processors = Runtime.getRuntime().availableProcessors();
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROCESSORS, "cpu[0-9]*")) {
            for (Path entry : entries) {
                Path topology = entry.resolve("topology");
                cores.add(Files.readString(topology.resolve("physical_package_id"))
                                .strip() + ":"
                        + Files.readString(topology.resolve("core_id")).strip());
            }
        } catch (IOException noSuchFiles) {
            return processors;
        }
        return Math.max(1, Math.min(processors, cores.size()));
    }

    /**
     * Returns whether the processor has instructions that multiply bf16; false if the system does not list them, which only
     * Linux does.
     */
    static boolean hasBf16() {
        return hasBf16(FLAGS);
    }

    /** Returns whether a file in the format of Linux's {@code /proc/cpuinfo} lists such instructions. */
    static boolean hasBf16(Path flags) {
        try {
            return Files.readAllLines(flags).stream()
                    .anyMatch(line -> BF16.matcher(line).matches());
        } catch (IOException noSuchFile) {
            return false;
        }
    }
}
