package wgan.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wgan.train.ObjectiveType;

/**
 * The peers that measure a whole training iteration, by name.
 *
 * @param batch images in a batch
 * @param cores physical cores; the number of threads of the PyTorch peers
 * @param tuning the environment variables with which libtorch's autograd is fastest, one of {@link #tunings}
 * @param python the environment of Python that has PyTorch
 * @param program the Python program of the PyTorch peers
 */
record IterationPeers(int batch, int cores, Map<String, String> tuning, PythonEnvironment python, Path program) {
    static final String AUTO = "auto";
    static final String AUTO_EMA = "auto_ema";
    static final String FP32 = "fp32";
    static final String BF16 = "bf16";
    static final String JAVACPP_TUNED = "javacpp_tuned";
    static final String JAVACPP_UNTUNED = "javacpp_untuned";
    static final String PYTORCH_EAGER_FP32 = "pytorch_eager_fp32";
    static final String PYTORCH_TUNED_FP32 = "pytorch_tuned_fp32";
    static final String PYTORCH_COMPILE_FP32 = "pytorch_compile_fp32";
    static final String PYTORCH_AUTOCAST = "pytorch_autocast";
    static final String PYTORCH_TUNED_BF16 = "pytorch_tuned_bf16";
    static final String PYTORCH_COMPILE = "pytorch_compile";
    static final String ROOFLINE_BF16 = "roofline_bf16";
    static final String ROOFLINE_FP32 = "roofline_fp32";

    /** All of them, in the order of the table. */
    static final List<String> NAMES = List.of(
            AUTO,
            AUTO_EMA,
            FP32,
            BF16,
            JAVACPP_TUNED,
            JAVACPP_UNTUNED,
            PYTORCH_EAGER_FP32,
            PYTORCH_TUNED_FP32,
            PYTORCH_COMPILE_FP32,
            PYTORCH_AUTOCAST,
            PYTORCH_TUNED_BF16,
            PYTORCH_COMPILE,
            ROOFLINE_BF16,
            ROOFLINE_FP32);

    /** The peers of the short form. */
    static final List<String> SHORT = List.of(
            AUTO,
            FP32,
            BF16,
            JAVACPP_TUNED,
            PYTORCH_EAGER_FP32,
            PYTORCH_AUTOCAST,
            PYTORCH_TUNED_BF16,
            ROOFLINE_BF16,
            ROOFLINE_FP32);

    /** Our own training, of which each does the same work as the other peers. */
    static final List<String> OURS = List.of(AUTO, FP32, BF16);

    /** The peers that need Python and compute in f32. */
    static final List<String> PYTORCH_FP32 = List.of(PYTORCH_EAGER_FP32, PYTORCH_TUNED_FP32, PYTORCH_COMPILE_FP32);

    /** The peers that need Python and compute in bf16. */
    static final List<String> PYTORCH_BF16 = List.of(PYTORCH_AUTOCAST, PYTORCH_TUNED_BF16, PYTORCH_COMPILE);

    /** The peers that need Python. */
    static final List<String> PYTORCH =
            Stream.of(PYTORCH_FP32, PYTORCH_BF16).flatMap(List::stream).toList();

    /** The bounds. */
    static final List<String> ROOFLINES = List.of(ROOFLINE_BF16, ROOFLINE_FP32);

    private static final Duration COMPILATION = Duration.ofMinutes(8);

    /** Returns the settings of libtorch's two thread pools that are tried; the one that is usually fastest comes first. */
    static List<Map<String, String>> tunings(int cores) {
        String all = Integer.toString(cores);
        return List.of(
                Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", all),
                Map.of("OMP_NUM_THREADS", all, "OPENBLAS_NUM_THREADS", "1"),
                Map.of("OMP_NUM_THREADS", all, "OPENBLAS_NUM_THREADS", "1", "GOMP_SPINCOUNT", "0"),
                Map.of("OMP_NUM_THREADS", all, "OPENBLAS_NUM_THREADS", all, "GOMP_SPINCOUNT", "0"),
                Map.of("OMP_NUM_THREADS", all, "OPENBLAS_NUM_THREADS", all, "OMP_WAIT_POLICY", "passive"));
    }

    /** Returns the peer with a name. */
    Peer peer(String name) {
        return switch (name) {
            case AUTO, FP32, BF16 -> Peer.java(name, "training", name, batch);
            case AUTO_EMA -> Peer.java(name, "training-objective", AUTO, batch, ObjectiveType.WGAN);
            case JAVACPP_TUNED -> Peer.java(name, "autograd", batch).with(tuning);
            case JAVACPP_UNTUNED -> Peer.java(name, "autograd", batch);
            case PYTORCH_EAGER_FP32 -> pytorch(name, "eager-fp32");
            case PYTORCH_TUNED_FP32 -> pytorch(name, "tuned-fp32");
            case PYTORCH_COMPILE_FP32 -> compiled(name, "compile-fp32");
            case PYTORCH_AUTOCAST -> pytorch(name, "eager-bf16");
            case PYTORCH_TUNED_BF16 -> pytorch(name, "tuned-bf16");
            case PYTORCH_COMPILE -> compiled(name, "compile-bf16");
            case ROOFLINE_BF16 -> Peer.java(name, "roofline", "BF16", batch);
            case ROOFLINE_FP32 -> Peer.java(name, "roofline", "F32", batch);
            default -> throw new IllegalArgumentException("no peer " + name + ", expected one of " + NAMES);
        };
    }

    /** Returns a peer that compiles, once, when it warms up. */
    private Peer compiled(String name, String mode) {
        return pytorch(name, mode)
                .with(Map.of("TORCHINDUCTOR_CACHE_DIR", python.compiled().toString()))
                .within(COMPILATION);
    }

    private Peer pytorch(String name, String mode) {
        List<String> command = Stream.of(python.python(), program, mode, batch, cores)
                .map(Object::toString)
                .toList();
        return new Peer(name, command, Map.of());
    }
}
