package wgan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peers that measure a whole training iteration, by name.
 *
 * @param batch images in a batch
 * @param cores physical cores; the number of threads of the PyTorch peers
 * @param tuning the environment variables with which libtorch's autograd is fastest, one of {@link #tunings}
 * @param python an interpreter that has PyTorch
 * @param program the Python program of the PyTorch peers
 */
record IterationPeers(int batch, int cores, Map<String, String> tuning, Path python, Path program) {
    static final String AUTO = "auto";
    static final String FP32 = "fp32";
    static final String BF16 = "bf16";
    static final String JAVACPP_TUNED = "javacpp_tuned";
    static final String JAVACPP_UNTUNED = "javacpp_untuned";
    static final String PYTORCH_EAGER_FP32 = "pytorch_eager_fp32";
    static final String PYTORCH_AUTOCAST = "pytorch_autocast";
    static final String PYTORCH_COMPILE = "pytorch_compile";
    static final String ROOFLINE_BF16 = "roofline_bf16";
    static final String ROOFLINE_FP32 = "roofline_fp32";

    /** All of them, in the order of the table. */
    static final List<String> NAMES = List.of(
            AUTO,
            FP32,
            BF16,
            JAVACPP_TUNED,
            JAVACPP_UNTUNED,
            PYTORCH_EAGER_FP32,
            PYTORCH_AUTOCAST,
            PYTORCH_COMPILE,
            ROOFLINE_BF16,
            ROOFLINE_FP32);

    /** The peers of the short form. */
    static final List<String> SHORT = List.of(
            AUTO, FP32, BF16, JAVACPP_TUNED, PYTORCH_EAGER_FP32, PYTORCH_AUTOCAST, ROOFLINE_BF16, ROOFLINE_FP32);

    /** Our own training. */
    static final List<String> OURS = List.of(AUTO, FP32, BF16);

    /** The peers that need Python. */
    static final List<String> PYTORCH = List.of(PYTORCH_EAGER_FP32, PYTORCH_AUTOCAST, PYTORCH_COMPILE);

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
            case JAVACPP_TUNED -> Peer.java(name, "autograd", batch).with(tuning);
            case JAVACPP_UNTUNED -> Peer.java(name, "autograd", batch);
            case PYTORCH_EAGER_FP32 -> pytorch(name, "eager-fp32");
            case PYTORCH_AUTOCAST -> pytorch(name, "autocast");
            case PYTORCH_COMPILE -> pytorch(name, "compile");
            case ROOFLINE_BF16 -> Peer.java(name, "roofline", "BF16", batch);
            case ROOFLINE_FP32 -> Peer.java(name, "roofline", "F32", batch);
            default -> throw new IllegalArgumentException("no peer " + name + ", expected one of " + NAMES);
        };
    }

    private Peer pytorch(String name, String mode) {
        List<String> command = new ArrayList<>();
        for (Object part : new Object[] {python, program, mode, batch, cores}) {
            command.add(part.toString());
        }
        return new Peer(name, command, Map.of());
    }

    /** Returns the time of a peer in milliseconds: the minimum for a roofline, which is a bound, else the median; null if it is missing. */
    static @Nullable Double time(Map<String, Result> results, String name) {
        Result result = results.get(name);
        if (result == null || result.summary() == null) {
            return null;
        }
        return name.equals(ROOFLINE_BF16) || name.equals(ROOFLINE_FP32)
                ? result.summary().min()
                : result.summary().median();
    }
}
