package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerEnvironmentTests {
    @Test
    void replace_removesWhatInfluencesAPeer() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of(
                "LIBTORCH",
                "LIBTORCH_USE_PYTORCH",
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "KMP_AFFINITY",
                "OMP_NUM_THREADS",
                "GOMP_SPINCOUNT",
                "MKL_NUM_THREADS",
                "ONEDNN_VERBOSE",
                "DNNL_MAX_CPU_ISA",
                "OPENBLAS_CORETYPE",
                "TORCH_LOGS",
                "TORCHINDUCTOR_FREEZING",
                "PYTORCH_JIT",
                "MALLOC_ARENA_MAX",
                "GLIBC_TUNABLES",
                "PYTHONPATH",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "CLASSPATH")) {
            environment.put(name, "1");
        }
        PeerEnvironment.replace(environment, Map.of());
        assertThat(environment).isEmpty();
    }

    @Test
    void replace_keepsTheRest_andAddsWhatThePeerSets() {
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", "/bin", "HOME", "/home", "JAVA_HOME", "/jdk", "OMP_NUM_THREADS", "7"));
        PeerEnvironment.replace(environment, Map.of("OMP_NUM_THREADS", "2"));
        assertThat(environment)
                .isEqualTo(Map.of("PATH", "/bin", "HOME", "/home", "JAVA_HOME", "/jdk", "OMP_NUM_THREADS", "2"));
    }
}
