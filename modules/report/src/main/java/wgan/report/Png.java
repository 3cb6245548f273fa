package wgan.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A image in PNG's format, as a file holds it. */
final class Png {
    /** What every such file begins with (ISO/IEC 15948, section 5.2). */
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");

    private final byte[] bytes;

    private Png(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A image that is in memory.
     *
     * @param bytes of a whole file; not copied
     * @throws IllegalArgumentException if they are of no PNG file
     */
    static Png of(byte[] bytes) {
        if (!isPng(bytes)) {
            throw new IllegalArgumentException("png: " + bytes.length + " bytes do not begin as a PNG file does");
        }
        return new Png(bytes);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or is no PNG file
     */
    static Png read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!isPng(bytes)) {
            throw new IOException(file + ": is no PNG file; delete it, and the report does without");
        }
        return new Png(bytes);
    }

    private static boolean isPng(byte[] bytes) {
        return bytes.length > SIGNATURE.length
                && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** The image itself as an address, so that a page can hold it (RFC 2397). */
    String dataUri() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
