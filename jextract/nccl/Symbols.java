package wgan.nccl.ffi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Finds the functions of {@link NcclC} in the loaded library.
 *
 * <p>{@link #use} must be called first. Each function is looked up at its first call. All methods are thread-safe.
 */
@SuppressWarnings("restricted")
public final class Symbols {

    /** A pointer. The target of a returned pointer has no limit here: the C type states its size. */
    static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private static volatile SymbolLookup library;

    private Symbols() {}

    /**
     * Sets the library that contains the functions, once for the life of the process.
     *
     * @throws IllegalStateException if it is set already: a process has one NCCL
     */
    public static synchronized void use(SymbolLookup lookup) {
        if (library != null) {
            throw new IllegalStateException("Symbols.use: this process has its NCCL already");
        }
        library = lookup;
    }

    /**
     * Returns the function with a name.
     *
     * @throws UnsatisfiedLinkError if the library lacks it, or if none is set
     */
    static MethodHandle function(String name, FunctionDescriptor type) {
        var lookup = library;
        if (lookup == null) {
            throw new UnsatisfiedLinkError("no NCCL is loaded, so there is no function " + name);
        }
        var address = lookup.find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the loaded NCCL has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type);
    }
}
