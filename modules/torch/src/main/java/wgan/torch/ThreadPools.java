package wgan.torch;

import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * The thread pools that libtorch uses: its own, that of OpenMP and that of OpenBLAS.
 *
 * <p>By default each uses every processor, and a thread of one pool that waits for work spins on a processor that another
 * pool needs. Their sizes are therefore set through their C functions, and the time that a thread spins is limited through
 * the environment of the process, before they are loaded.
 */
final class ThreadPools {
    /** The number of spins, some tenths of a millisecond: longer than the time between two operations of a training step. */
    private static final String SPINS = "20000";

    private ThreadPools() {}

    /**
     * Sets what the libraries read when they are loaded, unless the user has set another value.
     *
     * <p>It limits the time that OpenMP threads spin while they wait for work: to wake a thread takes as long as a small operation,
     * but a thread that never sleeps occupies a processor. OpenBLAS starts no threads: {@link #resize} would not use them, and they
     * spin, too, while libtorch is loaded.
     */
    static void setDefaults() {
        NativeEnvironment.setIfAbsent("GOMP_SPINCOUNT", SPINS);
        NativeEnvironment.setIfAbsent("OPENBLAS_NUM_THREADS", "1");
    }

    /** Sets the size of each pool of the calling thread. */
    static void resize(int threads) {
        if (Symbols.has("_ZN2at15set_num_threadsEi")) {
            LibTorchC._ZN2at15set_num_threadsEi(threads);
        }
        if (Symbols.has("omp_set_num_threads")) {
            LibTorchC.omp_set_num_threads(threads);
        }
        if (Symbols.has("openblas_set_num_threads")) {
            // A second pool would only compete with the first: oneDNN multiplies the large f32 matrices.
            LibTorchC.openblas_set_num_threads(1);
        }
    }
}
