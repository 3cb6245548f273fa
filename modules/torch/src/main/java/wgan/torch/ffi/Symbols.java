// Copied from jextract/torch/ by jextract/generate.sh; do not edit here.
package wgan.torch.ffi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Finds the functions of {@link LibTorchC} in the loaded libraries.
 *
 * <p>{@link #use} must be called first. Each function is looked up at its first call, so a function that this libtorch lacks fails
 * only if it is called; {@link #has} returns whether it exists. All methods are thread-safe.
 */
@SuppressWarnings("restricted")
public final class Symbols {

    /** A pointer. The target of a returned pointer has no limit here: the C type states its size. */
    static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private static volatile SymbolLookup libraries;

    private Symbols() {}

    /**
     * Sets the libraries that contain the functions, once for the life of the process.
     *
     * @throws IllegalStateException if they are set already: functions of two libtorchs must not be mixed
     */
    public static synchronized void use(SymbolLookup lookup) {
        if (libraries != null) {
            throw new IllegalStateException("Symbols.use: this process has its libraries already");
        }
        libraries = lookup;
    }

    /** Returns whether the libraries have a function. */
    public static boolean has(String name) {
        return libraries().find(name).isPresent();
    }

    /**
     * Returns the function with a name.
     *
     * @throws UnsatisfiedLinkError if the libraries lack it
     */
    static MethodHandle function(String name, FunctionDescriptor type) {
        var address = libraries()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the loaded libtorch has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type);
    }

    private static SymbolLookup libraries() {
        var lookup = libraries;
        if (lookup == null) {
            throw new IllegalStateException("Symbols.use must name the libraries before the first call");
        }
        return lookup;
    }
}
