package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import wgan.torch.ffi.LibTorchC;

/**
 * What a Java thread needs to call libtorch: memory for a result, a call to fill in, libtorch's settings for the thread.
 *
 * <p>Getting one loads libtorch, so whoever holds one may make downcalls.
 */
final class NativeThread {
    private static final ThreadLocal<NativeThread> CURRENT = ThreadLocal.withInitial(NativeThread::new);

    // Lives as long as its thread, which no lexical scope spans: it is freed with this object.
    private final Arena arena = Arena.ofAuto();
    private final LibTorch libTorch = LibTorch.get();
    private final MemorySegment out = arena.allocate(JAVA_LONG);
    private final Call call = new Call(this, arena);
    private int threads;

    private NativeThread() {
        // Nothing here is ever differentiated by libtorch; recording would only cost time.
        LibTorchC.aoti_torch_grad_mode_set_enabled(false);
    }

    static NativeThread current() {
        NativeThread thread = CURRENT.get();
        // libtorch keeps the size of its pools by thread.
        if (thread.threads != thread.libTorch.threads()) {
            thread.threads = thread.libTorch.threads();
            ThreadPools.resize(thread.threads);
        }
        return thread;
    }

    /** Starts a call of the operator. Operators whose arguments are themselves computed while it is filled in nest. */
    Call begin(Operator operator) {
        Call free = call.isBusy() ? new Call(this, Arena.ofAuto()) : call;
        return free.begin(operator);
    }

    /** Eight bytes for what a C function returns through its last argument; read it before the next downcall. */
    MemorySegment out() {
        return out;
    }

    long outLong() {
        return out.get(JAVA_LONG, 0);
    }

    int outInt() {
        return out.get(JAVA_INT, 0);
    }

    float outFloat() {
        return out.get(JAVA_FLOAT, 0);
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

    /** Follows every downcall that can fail. */
    void check(int status, String operation) {
        if (status != 0) {
            throw new TorchException(operation + ": " + lastError());
        }
    }

    /** What libtorch said of the failure that just happened on this thread: its first line, the rest is its inside. */
    String lastError() {
        if (!libTorch.keepsErrorText()) {
            return "libtorch refused it; its reason is on the standard error stream";
        }
        return CString.read(LibTorchC.torch_exception_get_what_without_backtrace())
                .strip()
                .lines()
                .findFirst()
                .orElse("libtorch gave no reason");
    }
}
