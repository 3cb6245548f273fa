package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import wgan.torch.ffi.LibTorchC;

/**
 * The state of a Java thread that calls libtorch: memory for arguments and results, and libtorch's settings for the thread.
 *
 * <p>{@link #current} loads libtorch, so code that has an instance can make downcalls.
 */
@SuppressWarnings("restricted")
final class NativeThread {
    private static final ThreadLocal<NativeThread> CURRENT = ThreadLocal.withInitial(NativeThread::new);

    // Not confined: it lives as long as the thread, and the garbage collector frees it with this object.
    private final Arena arena = Arena.ofAuto();
    private final LibTorch libTorch = LibTorch.get();
    private final MemorySegment out = arena.allocate(JAVA_LONG);
    private final MemorySegment stack =
            arena.allocate(JAVA_LONG.byteSize() * Schema.MAX_SLOTS, JAVA_LONG.byteAlignment());
    private final boolean isVirtual = Thread.currentThread().isVirtual();
    private int threads;

    private NativeThread() {
        ProcessExit.addCurrentThread();
    }

    /** Returns the instance of the calling thread, and applies libtorch's settings. */
    static NativeThread current() {
        NativeThread thread = CURRENT.get();
        thread.applySettings();
        return thread;
    }

    /**
     * Turns autograd off and sizes the thread pools. libtorch keeps both by operating-system thread: a virtual thread may
     * have moved to another one since the last call, so it applies them before each call that depends on them. It cannot
     * move between this method and a downcall that directly follows.
     */
    void applySettings() {
        if (isVirtual || threads != libTorch.threads()) {
            // libtorch never differentiates for this binding, so recording would only cost time.
            LibTorchC.aoti_torch_grad_mode_set_enabled(false);
            threads = libTorch.threads();
            ThreadPools.resize(threads);
        }
    }

    /** Returns memory for the arguments and results of an operator call. */
    MemorySegment stack() {
        return stack;
    }

    /**
     * Returns eight bytes for the result that a C function writes through its last argument. Read them before the next
     * downcall.
     */
    MemorySegment out() {
        return out;
    }

    long outLong() {
        return out.get(JAVA_LONG, 0);
    }

    int outInt() {
        return out.get(JAVA_INT, 0);
    }

    double outDouble() {
        return out.get(JAVA_DOUBLE, 0);
    }

    boolean outBoolean() {
        return out.get(JAVA_BYTE, 0) != 0;
    }

    MemorySegment outAddress() {
        return out.get(ADDRESS, 0);
    }

    LibTorch libTorch() {
        return libTorch;
    }

    /** Returns eight bytes on libtorch's heap, which the dispatcher or {@link #deleteBox} frees. */
    MemorySegment newBox() {
        MemorySegment box;
        if (libTorch.makesBoxes()) {
            check(LibTorchC.torch_new_stable_ivalue(out), "new_stable_ivalue");
            box = outAddress();
        } else {
            box = LibTorchC.malloc(JAVA_LONG.byteSize());
        }
        return box.reinterpret(JAVA_LONG.byteSize());
    }

    void deleteBox(MemorySegment box) {
        if (libTorch.makesBoxes()) {
            check(LibTorchC.torch_delete_stable_ivalue(box), "delete_stable_ivalue");
        } else {
            LibTorchC.free(box);
        }
    }

    /** Throws if a downcall failed. It follows every downcall that can fail. */
    void check(int status, String operation) {
        if (status != 0) {
            throw new TorchException(operation + ": " + lastError());
        }
    }

    /** Throws if a downcall failed, with the arguments of the operation. */
    void check(int status, String operation, Object... arguments) {
        if (status != 0) {
            String reason = lastError(); // before the arguments are described, which calls libtorch, too
            throw TorchException.refused(operation, List.of(arguments), reason);
        }
    }

    /**
     * Returns libtorch's error text for the last downcall of this thread: its first line, since the rest describes its
     * source code.
     */
    String lastError() {
        if (!libTorch.keepsErrorText()) {
            return "libtorch refused the call; its reason is on the standard error stream";
        }
        return CString.read(LibTorchC.torch_exception_get_what_without_backtrace())
                .strip()
                .lines()
                .findFirst()
                .orElse("libtorch gave no reason");
    }
}
