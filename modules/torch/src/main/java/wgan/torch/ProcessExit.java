package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The end of the process while a thread computes, as after a signal.
 *
 * <p>The JVM then waits 300 ms for threads that are in native code, and calls the C function {@code exit}, which runs the exit handlers of
 * the libraries. Those of oneDNN release the machine code of convolutions. A thread that still executes it crashes the process, which ends
 * with a core dump and another exit code. Therefore, if a thread may be in libtorch when the shutdown begins, the process ends without exit
 * handlers: by {@code _exit}, which glibc calls as the first of them. Systems without {@code on_exit} keep the usual end.
 */
@SuppressWarnings("restricted")
final class ProcessExit {
    /** The threads that have called libtorch, as keys. Guarded by itself. */
    private static final Map<Thread, Boolean> CALLERS = new WeakHashMap<>();

    private ProcessExit() {}

    /** Adds the current thread to those that may be in libtorch. */
    static void addCurrentThread() {
        synchronized (CALLERS) {
            CALLERS.put(Thread.currentThread(), true);
        }
    }

    /** Prepares for the shutdown of this JVM; called once. */
    static void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ProcessExit::beforeExit, "wgan-torch-exit"));
        } catch (IllegalStateException e) {
            // The shutdown has begun: libtorch is used by a shutdown hook only, which the JVM waits for.
        }
    }

    private static void beforeExit() {
        if (mayCompute()) {
            skipExitHandlers();
        }
    }

    /** Returns whether a thread that has called libtorch runs. A thread in native code has this state, too. */
    private static boolean mayCompute() {
        List<Thread> callers;
        synchronized (CALLERS) {
            callers = List.copyOf(CALLERS.keySet());
        }
        return callers.stream()
                .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE && !hasBegunShutdown(thread));
    }

    /** Returns whether a thread has called {@link System#exit}: it starts the hooks, and may not wait for them yet. */
    private static boolean hasBegunShutdown(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    }

    private static void skipExitHandlers() {
        Linker linker = Linker.nativeLinker();
        MemorySegment immediateExit = linker.defaultLookup().find("_exit").orElse(MemorySegment.NULL);
        if (immediateExit.equals(MemorySegment.NULL)) {
            return;
        }
        // The handlers run in the reverse order of their registration, so that this one is the first.
        linker.defaultLookup().find("on_exit").ifPresent(onExit -> {
            MethodHandle call = linker.downcallHandle(onExit, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
            try {
                // Its result is whether there was memory for the handler. If not, the process ends as usual.
                int unused = (int) call.invokeExact(immediateExit, MemorySegment.NULL);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable impossible) {
                throw new AssertionError("a C function cannot throw", impossible);
            }
        });
    }
}
