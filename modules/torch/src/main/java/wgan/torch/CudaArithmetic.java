package wgan.torch;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * How a GPU computes: in full f32 unless TF32 is allowed, and with deterministic algorithms only.
 *
 * <p>libtorch's own defaults differ: TF32 in convolutions, and algorithms of cuDNN whose sums may have another order in each
 * run. Its settings belong to the process and have an effect on the CPU build, too, where nothing reads them. A libtorch
 * without these functions (on Windows, their names differ) keeps its defaults.
 */
final class CudaArithmetic {
    /** PyTorch's own variable, by which a user allows TF32 in matrix products. */
    static final String ALLOW_TF32_VARIABLE = "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE";

    private static final String CONTEXT = "_ZN2at13globalContextEv";

    private CudaArithmetic() {}

    /**
     * Makes cuBLAS deterministic, also with several streams: it then has workspaces of its own, of the size that NVIDIA's
     * documentation ("Results reproducibility") names. cuBLAS reads the variable when it is loaded.
     */
    static void prepareEnvironment() {
        NativeEnvironment.setIfAbsent("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
    }

    /** Returns whether the user has allowed TF32. */
    static boolean isTf32Allowed(Map<String, String> environment) {
        return "1".equals(environment.get(ALLOW_TF32_VARIABLE));
    }

    /** Selects the deterministic algorithms of cuDNN. */
    static void makeDeterministic() {
        if (Symbols.has(CONTEXT) && Symbols.has("_ZN2at7Context21setDeterministicCuDNNEb")) {
            LibTorchC._ZN2at7Context21setDeterministicCuDNNEb(context(), true);
        }
    }

    /** Sets whether matrix products and convolutions of f32 tensors may be computed in TF32. */
    static void allowTf32(boolean allowed) {
        if (Symbols.has(CONTEXT)
                && Symbols.has("_ZN2at7Context18setAllowTF32CuBLASEb")
                && Symbols.has("_ZN2at7Context17setAllowTF32CuDNNEb")) {
            LibTorchC._ZN2at7Context18setAllowTF32CuBLASEb(context(), allowed);
            LibTorchC._ZN2at7Context17setAllowTF32CuDNNEb(context(), allowed);
        }
    }

    private static MemorySegment context() {
        return LibTorchC._ZN2at13globalContextEv();
    }
}
