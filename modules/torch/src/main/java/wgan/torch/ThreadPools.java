package wgan.torch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * The thread pools under libtorch: its own and OpenMP's, and the one that OpenBLAS brings.
 *
 * <p>Left alone, each takes every processor and they fight over them. Environment variables come too late inside a JVM,
 * so they are sized through their C functions.
 */
final class ThreadPools {
    private static final Path PROCESSORS = Path.of("/sys/devices/system/cpu");

    private ThreadPools() {}

    /** Gives each pool of the calling thread that size. */
    static void resize(int threads) {
        if (Symbols.has("_ZN2at15set_num_threadsEi")) {
            LibTorchC._ZN2at15set_num_threadsEi(threads);
        }
        if (Symbols.has("omp_set_num_threads")) {
            LibTorchC.omp_set_num_threads(threads);
        }
        if (Symbols.has("openblas_set_num_threads")) {
            LibTorchC.openblas_set_num_threads(threads);
        }
    }

    /** The physical cores that this process may use; where that cannot be told, its logical processors. */
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
}
