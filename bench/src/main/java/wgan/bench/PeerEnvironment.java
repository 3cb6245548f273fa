package wgan.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of the processes that are compared: that of this program without every variable that influences libtorch, the
 * libraries below it, the allocator, a JVM or Python. A peer's own variables are added afterwards.
 */
final class PeerEnvironment {
    private static final Set<String> NAMES =
            Set.of("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_BIND_NOW", "GLIBC_TUNABLES", "CLASSPATH");

    private static final List<String> PREFIXES = List.of(
            "LIBTORCH",
            "TORCH",
            "PYTORCH",
            "ATEN_",
            "KMP_",
            "OMP_",
            "GOMP_",
            "MKL_",
            "ONEDNN_",
            "DNNL_",
            "IDEEP_",
            "OPENBLAS_",
            "GOTO_",
            "BLIS_",
            "MALLOC_",
            "JEMALLOC_",
            "TCMALLOC_",
            "PYTHON",
            "_JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "JAVA_OPTS",
            "JDK_JAVA_OPTIONS");

    private PeerEnvironment() {}

    /** Removes these variables from an environment and adds others. */
    static void replace(Map<String, String> environment, Map<String, String> added) {
        environment.keySet().removeIf(PeerEnvironment::isRemoved);
        environment.putAll(added);
    }

    private static boolean isRemoved(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
