package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * The CUDA part of the loaded libtorch, if it has one, and the GPUs that the CUDA runtime finds.
 *
 * @param directory the directory of libtorch, for messages
 * @param loadProblem why its CUDA part could not be loaded; null if it was loaded, or if there is none
 */
record Cuda(Path directory, @Nullable String loadProblem) {
    /** A function that only the CUDA part has. */
    private static final String CUDA_FUNCTION = "aoti_torch_create_cuda_guard";
    /** {@code cudaDevAttrComputeCapabilityMajor}, the first number of the compute capability. */
    private static final int COMPUTE_CAPABILITY_MAJOR = 75;
    /** The first compute capability whose tensor cores multiply bf16. */
    private static final int AMPERE = 8;

    private static final int VERSION_MAJOR = 1000;
    private static final int VERSION_MINOR = 10;

    /** Returns the number of GPUs that can be used. */
    int deviceCount() {
        if (!Symbols.has(CUDA_FUNCTION) || !Symbols.has("cudaGetDeviceCount")) {
            return 0;
        }
        return query(LibTorchC::cudaGetDeviceCount).orElse(0);
    }

    /** Returns the versions of driver and runtime, {@code none} for a missing one; empty without CUDA. */
    Optional<String> versions() {
        if (!Symbols.has("cudaDriverGetVersion") || !Symbols.has("cudaRuntimeGetVersion")) {
            return Optional.empty();
        }
        return Optional.of("driver " + version(LibTorchC::cudaDriverGetVersion) + ", runtime "
                + version(LibTorchC::cudaRuntimeGetVersion));
    }

    /** Returns whether the GPU of that index has bf16 tensor cores; false if there is no such GPU. */
    boolean hasNativeBf16(int index) {
        return Symbols.has("cudaDeviceGetAttribute")
                && query(result -> LibTorchC.cudaDeviceGetAttribute(result, COMPUTE_CAPABILITY_MAJOR, index))
                                .orElse(0)
                        >= AMPERE;
    }

    /** Returns the reason why {@link #deviceCount()} is 0, in one line; empty if it is not 0. */
    Optional<String> problem() {
        if (deviceCount() > 0) {
            return Optional.empty();
        }
        if (loadProblem != null) {
            return Optional.of("the CUDA part of libtorch cannot be loaded: " + loadProblem);
        }
        if (!Symbols.has(CUDA_FUNCTION)) {
            return Optional.of("the libtorch in " + directory + " is a build for the CPU only");
        }
        boolean hasNoDriver = Symbols.has("cudaDriverGetVersion")
                && query(LibTorchC::cudaDriverGetVersion).orElse(0) == 0;
        return Optional.of(
                hasNoDriver ? "this machine has no NVIDIA driver" : "the CUDA runtime finds no GPU that it can use");
    }

    /** Calls a function with the current stream of a GPU, while that is the current device of the thread. */
    static void onCurrentStream(int index, LongConsumer call) {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.aoti_torch_create_cuda_guard(index, thread.out()), "create_cuda_guard");
        long guard = thread.outLong();
        try {
            thread.check(LibTorchC.aoti_torch_get_current_cuda_stream(index, thread.out()), "get_current_cuda_stream");
            call.accept(thread.outLong());
        } finally {
            thread.check(LibTorchC.aoti_torch_delete_cuda_guard(guard), "delete_cuda_guard");
        }
    }

    private static String version(ToIntFunction<MemorySegment> function) {
        int version = query(function).orElse(0);
        return version == 0 ? "none" : version / VERSION_MAJOR + "." + version % VERSION_MAJOR / VERSION_MINOR;
    }

    /** Returns the number that a function of the CUDA runtime writes to its argument; empty if the function fails. */
    private static OptionalInt query(ToIntFunction<MemorySegment> function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.JAVA_INT);
            return function.applyAsInt(result) == 0
                    ? OptionalInt.of(result.get(ValueLayout.JAVA_INT, 0))
                    : OptionalInt.empty();
        }
    }
}
