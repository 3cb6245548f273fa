package wgan.torch;

import java.lang.foreign.MemorySegment;

/** The permission of Java to call native code, which a module, or the class path, needs. */
@SuppressWarnings("restricted")
final class NativeAccess {
    private NativeAccess() {}

    /**
     * Checks the permission by a restricted call that does nothing. Without this check, the first restricted call may be in a static
     * initializer, whose class could then never be used.
     *
     * @throws TorchException if Java refuses it, with the option that permits it
     */
    static void require() {
        try {
            MemorySegment unused = MemorySegment.NULL.reinterpret(0);
        } catch (IllegalCallerException e) {
            Module module = NativeAccess.class.getModule();
            throw new TorchException(
                    "libtorch: Java refuses native calls of "
                            + (module.isNamed() ? "module " + module.getName() : "the class path")
                            + "; start it with --enable-native-access="
                            + (module.isNamed() ? module.getName() : "ALL-UNNAMED"),
                    e);
        }
    }
}
