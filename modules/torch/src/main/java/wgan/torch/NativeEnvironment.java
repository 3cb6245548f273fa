package wgan.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The environment of this process as native libraries read it when they are loaded. Java's view of it is a copy that C does
 * not use.
 */
@SuppressWarnings("restricted")
final class NativeEnvironment {
    private static final int KEEP_PRESENT_VALUE = 0;

    private NativeEnvironment() {}

    /** Sets a variable unless it is set already. Does nothing on Windows, which has no such function. */
    static void setIfAbsent(String variable, String value) {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(setenv -> {
            MethodHandle call =
                    linker.downcallHandle(setenv, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                int failed = (int)
                        call.invokeExact(CString.of(variable, arena), CString.of(value, arena), KEEP_PRESENT_VALUE);
                if (failed != 0) {
                    throw new TorchException("cannot set " + variable + " in the environment of this process");
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable impossible) {
                throw new AssertionError("a C function cannot throw", impossible);
            }
        });
    }
}
