package wgan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The machine that the benchmark runs on.
 *
 * @param processor its name
 * @param cores physical cores that this process may use
 * @param flags instruction sets of the processor that influence the times, such as {@code avx512_bf16}
 * @param java the name and version of the JVM
 */
record Machine(String processor, int cores, List<String> flags, String java) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final List<String> RELEVANT_FLAGS =
            List.of("avx2", "avx512f", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_bf16", "asimd", "bf16", "sve");

    /** Returns this machine. On other systems than Linux it has no flags. */
    static Machine here() throws IOException {
        List<String> info = Files.exists(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
        return of(info, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Returns a machine.
     *
     * @param info the lines of Linux's {@code /proc/cpuinfo}; none on other systems
     * @param processors logical processors that this process may use
     */
    static Machine of(List<String> info, int processors) {
        Map<String, String> first = new TreeMap<>();
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : info) {
            String[] field = line.split("\\s*:\\s*", 2);
            if (field.length == 2) {
                first.putIfAbsent(field[0], field[1]);
                if (field[0].equals("physical id")) {
                    socket = field[1];
                } else if (field[0].equals("core id")) {
                    cores.add(socket + ":" + field[1]);
                }
            }
        }
        Set<String> flags = Set.copyOf(Arrays.asList(
                first.getOrDefault("flags", first.getOrDefault("Features", "")).split(" ")));
        return new Machine(
                first.getOrDefault("model name", System.getProperty("os.arch")),
                cores.isEmpty() ? processors : Math.min(processors, cores.size()),
                RELEVANT_FLAGS.stream().filter(flags::contains).toList(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    @Override
    public String toString() {
        return processor + ", " + cores + " core(s), " + String.join(" ", flags) + "; " + java;
    }
}
