package wgan.mpi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Conversions between Java strings and C strings, with those methods of the JDK only that Java 21 has. */
final class CString {
    private CString() {}

    /** Returns a zero-terminated UTF-8 copy that lives as long as the arena. */
    static MemorySegment of(String text, Arena arena) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment string = arena.allocate(bytes.length + 1L); // allocated memory is zero
        MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
        return string;
    }

    /** Returns the UTF-8 text up to the terminating zero, or up to the end of the memory. */
    static String read(MemorySegment memory) {
        byte[] bytes = memory.toArray(JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
