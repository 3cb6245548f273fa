package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * The thread pools that libtorch uses: its own, that of OpenMP and that of OpenBLAS.
 *
 * <p>By default each uses every processor, and a thread of one pool that waits for work spins on a processor that another
 * pool needs. Their sizes are therefore set through their C functions, and the time that a thread spins is limited through
 * the environment of the process, before they are loaded.
 */
@SuppressWarnings("restricted")
final class ThreadPools {
    private static final int KEEP_PRESENT_VALUE = 0;
    /** The number of spins, some tenths of a millisecond: longer than the time between two operations of a training step. */
    private static final String SPINS = "20000";

    private ThreadPools() {}

    /**
     * Limits the time that OpenMP threads spin while they wait for work, unless the user has set another value. To wake a
     * thread takes as long as a small operation, but a thread that never sleeps occupies a processor.
     */
    static void limitSpinning() {
        Linker linker = Linker.nativeLinker();
        // Java's view of the environment is a copy that C does not use. Windows has no such function.
        linker.defaultLookup().find("setenv").ifPresent(setenv -> {
            MethodHandle call =
                    linker.downcallHandle(setenv, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                int failed = (int) call.invokeExact(
                        CString.of("GOMP_SPINCOUNT", arena), CString.of(SPINS, arena), KEEP_PRESENT_VALUE);
                if (failed != 0) {
                    throw new TorchException("cannot set GOMP_SPINCOUNT in the environment of this process");
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable impossible) {
                throw new AssertionError("a C function cannot throw", impossible);
            }
        });
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
