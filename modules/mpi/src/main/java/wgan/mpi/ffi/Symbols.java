// Copied from jextract/mpi/ by jextract/generate.sh; do not edit here.
package wgan.mpi.ffi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.OptionalLong;

/**
 * Finds the functions of {@link MpiC} in the loaded library, or in the C library.
 *
 * <p>{@link #use} must be called before the first function of MPI, and {@link #passHandlesAsInts} before the first with a handle if
 * the library requires it. Each function is looked up at its first call. All methods are thread-safe.
 */
@SuppressWarnings("restricted")
public final class Symbols {

    /** A pointer. The target of a returned pointer has no limit here: the C type states its size. */
    static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private static volatile SymbolLookup symbols = Linker.nativeLinker().defaultLookup();
    private static volatile boolean hasMpi;
    private static volatile boolean intHandles;

    private Symbols() {}

    /**
     * Sets the library that contains the functions, once for the life of the process.
     *
     * @throws IllegalStateException if it is set already: a process has one MPI
     */
    public static synchronized void use(SymbolLookup lookup) {
        if (hasMpi) {
            throw new IllegalStateException("Symbols.use: this process has its MPI already");
        }
        symbols = lookup.or(symbols);
        hasMpi = true;
    }

    /** States that the handles of this MPI are ints in C; otherwise they are pointers. */
    public static void passHandlesAsInts() {
        intHandles = true;
    }

    /** Returns the address of a function or object of the library; empty if it has none of that name. */
    public static OptionalLong address(String name) {
        return symbols.find(name).map(MemorySegment::address).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /**
     * Returns the function with a name.
     *
     * @param type its type in the header, where a handle is a 64-bit integer, and nothing else is
     * @throws UnsatisfiedLinkError if the library lacks it
     */
    static MethodHandle function(String name, FunctionDescriptor type) {
        var address = symbols.find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError(
                        (hasMpi ? "the loaded MPI has no function " : "no MPI is loaded, so there is no function ") + name));
        if (!intHandles) {
            return Linker.nativeLinker().downcallHandle(address, type);
        }
        // A cast of the argument, not of the type only: how C passes an int and a long on the stack differs on some platforms.
        return MethodHandles.explicitCastArguments(
                Linker.nativeLinker().downcallHandle(address, withIntHandles(type)), type.toMethodType());
    }

    private static FunctionDescriptor withIntHandles(FunctionDescriptor type) {
        var arguments = type.argumentLayouts().stream()
                .map(layout -> layout.equals(ValueLayout.JAVA_LONG) ? ValueLayout.JAVA_INT : layout)
                .toArray(MemoryLayout[]::new);
        return type.returnLayout()
                .map(result -> FunctionDescriptor.of(result, arguments))
                .orElseGet(() -> FunctionDescriptor.ofVoid(arguments));
    }
}
