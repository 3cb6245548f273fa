package wgan.torch;

import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The permission of Java to call native code, which a module, or the class path, needs. For modules that call another library beside
 * libtorch, such as MPI.
 *
 * <p>May be used by any thread. Does not load libtorch.
 */
public final class NativeAccess {
    private NativeAccess() {}

    /**
     * Checks the permission by a restricted call that does nothing. Without this check, the first restricted call may be in a static
     * initializer, whose class could then never be used.
     *
     * @param library whose functions are called, for the message
     * @param caller a class of the module that calls them
     * @param restrictedCall in the module of {@code caller}, such as {@code () -> MemorySegment.NULL.reinterpret(0)}
     * @param exception creates the exception from a message with the option that gives the permission, and a cause
     * @throws RuntimeException the exception, if Java refuses the call
     */
    public static void require(
            String library,
            Class<?> caller,
            Supplier<?> restrictedCall,
            BiFunction<String, Throwable, ? extends RuntimeException> exception) {
        try {
            var unused = restrictedCall.get();
        } catch (IllegalCallerException e) {
            Module module = caller.getModule();
            throw exception.apply(
                    library + ": Java refuses native calls of "
                            + (module.isNamed() ? "module " + module.getName() : "the class path")
                            + "; start it with --enable-native-access="
                            + (module.isNamed() ? module.getName() : "ALL-UNNAMED"),
                    e);
        }
    }
}
