package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Conversions between Java strings and C strings.
 *
 * <p>They are hand-written because the JDK's methods for this were renamed after Java 21.
 */
@SuppressWarnings("restricted")
final class CString {
    private CString() {}

    /** Returns a zero-terminated UTF-8 copy that lives as long as the arena. */
    static MemorySegment of(String text, Arena arena) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment string = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
        string.set(JAVA_BYTE, bytes.length, (byte) 0);
        return string;
    }

    /** Returns the UTF-8 text up to the terminating zero. */
    static String read(MemorySegment string) {
        MemorySegment bytes = string.reinterpret(Long.MAX_VALUE);
        int length = 0;
        while (bytes.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] copy = new byte[length];
        MemorySegment.copy(bytes, JAVA_BYTE, 0, copy, 0, length);
        return new String(copy, StandardCharsets.UTF_8);
    }
}
