package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;

/** Ends while another thread computes, or after it has computed, and has an exit handler in C that prints a line. */
@SuppressWarnings("restricted")
final class ExitProgram {
    static final String LINE = "exit handlers run";
    static final String COMPUTING = "computing";
    static final int EXIT_CODE = 7;

    private ExitProgram() {}

    /** The argument {@link #COMPUTING} keeps the other thread computing. */
    public static void main(String[] arguments) throws Throwable {
        boolean goesOn = arguments.length > 0 && arguments[0].equals(COMPUTING);
        CountDownLatch computed = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            do {
                try (var scope = TensorScope.open()) {
                    Tensor.full(1, DType.F32, Device.CPU, 1000).sum();
                }
                computed.countDown();
            } while (goesOn);
        });
        thread.setDaemon(true);
        thread.start();
        computed.await();
        if (!goesOn) {
            thread.join();
        }
        Tensor.full(1, DType.F32, Device.CPU, 1).close(); // this thread, too
        printAtExit();
        System.exit(EXIT_CODE);
    }

    private static void printAtExit() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MemorySegment register = linker.defaultLookup().find("__cxa_atexit").orElseThrow();
        MemorySegment puts = linker.defaultLookup().find("puts").orElseThrow();
        int failed = (int) linker.downcallHandle(register, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS))
                .invokeExact(puts, CString.of(LINE, Arena.global()), MemorySegment.NULL);
        if (failed != 0) {
            throw new IllegalStateException("the exit handler was not registered");
        }
    }
}
