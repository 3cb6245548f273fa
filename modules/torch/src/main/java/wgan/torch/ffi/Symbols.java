// Copied from jextract/ by jextract/generate.sh; do not edit here.
package wgan.torch.ffi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Where the functions of {@link LibTorchC} are found.
 *
 * <p>{@link #use} comes first. After it each function is looked up when it is called for the first time, so that one
 * which this libtorch lacks does no harm until somebody calls it; {@link #has} tells beforehand.
 */
@SuppressWarnings("restricted")
public final class Symbols {

    /** A pointer; one that a function returns can be read at any distance, the C type says how far. */
    static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private static volatile SymbolLookup libraries;

    private Symbols() {}

    /**
     * Says which libraries to look in, once for the life of the process.
     *
     * @throws IllegalStateException if that has been said before: functions of two libtorchs must never meet
     */
    public static synchronized void use(SymbolLookup lookup) {
        if (libraries != null) {
            throw new IllegalStateException("Symbols.use: this process has its libraries already");
        }
        libraries = lookup;
    }

    /** Whether the libraries have this function. */
    public static boolean has(String name) {
        return libraries().find(name).isPresent();
    }

    /**
     * The function of this name.
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
