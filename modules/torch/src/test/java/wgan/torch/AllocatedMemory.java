package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.stream.Stream;

/** The memory that malloc has allocated in this process, as glibc's mallinfo2 returns it. */
@SuppressWarnings("restricted")
final class AllocatedMemory {
    private static final StructLayout MALLINFO2 = MemoryLayout.structLayout(Stream.of(
                    "arena",
                    "ordblks",
                    "smblks",
                    "hblks",
                    "hblkhd",
                    "usmblks",
                    "fsmblks",
                    "uordblks",
                    "fordblks",
                    "keepcost")
            .map(ValueLayout.JAVA_LONG::withName)
            .toArray(MemoryLayout[]::new));

    private static final Optional<MethodHandle> FUNCTION = Linker.nativeLinker()
            .defaultLookup()
            .find("mallinfo2")
            .map(address -> Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(MALLINFO2)));

    private AllocatedMemory() {}

    /** Returns whether the C library has the function. */
    static boolean isKnown() {
        return FUNCTION.isPresent();
    }

    /** Returns the bytes in use, in all arenas and in mappings of their own. */
    static long bytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = (MemorySegment) FUNCTION.orElseThrow().invokeExact((SegmentAllocator) arena);
            return field(info, "uordblks") + field(info, "hblkhd");
        } catch (Throwable e) {
            throw new AssertionError("mallinfo2", e);
        }
    }

    private static long field(MemorySegment info, String name) {
        return info.get(ValueLayout.JAVA_LONG, MALLINFO2.byteOffset(PathElement.groupElement(name)));
    }
}
