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
 * The thread pools under libtorch: its own and OpenMP's, and the one that OpenBLAS brings.
 *
 * <p>Left alone, each takes every processor, and a thread of one that waits for work spins on a processor that the other
 * needs. So they are sized through their C functions, and told not to spin for long through the environment of the
 * process, which must happen before they are loaded.
 */
@SuppressWarnings("restricted")
final class ThreadPools {
    private static final int KEEP_WHAT_IS_SET = 0;
    /** Some tenths of a millisecond: longer than what lies between two operations of a training step. */
    private static final String SPINS = "20000";

    private ThreadPools() {}

    /**
     * Has OpenMP threads that wait for work fall asleep soon; whatever the person has set stays. To wake one takes as long
     * as a small operation, and one that never sleeps takes a processor away from others.
     */
    static void sleepSoonWhileWaiting() {
        Linker linker = Linker.nativeLinker();
        // Java's own view of the environment is a copy that C does not see. Windows has no such function.
        linker.defaultLookup().find("setenv").ifPresent(setenv -> {
            MethodHandle call =
                    linker.downcallHandle(setenv, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                int failed = (int) call.invokeExact(
                        CString.of("GOMP_SPINCOUNT", arena), CString.of(SPINS, arena), KEEP_WHAT_IS_SET);
                if (failed != 0) {
                    throw new TorchException("cannot set GOMP_SPINCOUNT in the environment of this process");
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable impossible) {
                throw new AssertionError("a C function throws nothing", impossible);
            }
        });
    }

    /** Gives each pool of the calling thread that size. */
    static void resize(int threads) {
        if (Symbols.has("_ZN2at15set_num_threadsEi")) {
            LibTorchC._ZN2at15set_num_threadsEi(threads);
        }
        if (Symbols.has("omp_set_num_threads")) {
            LibTorchC.omp_set_num_threads(threads);
        }
        if (Symbols.has("openblas_set_num_threads")) {
            // A second pool would only be in the way of the first: what is large in f32 is oneDNN's to multiply.
            LibTorchC.openblas_set_num_threads(1);
        }
    }
}
