package wgan.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import wgan.data.ImageGrid;
import wgan.report.analysis.ImageRows;

/** An image in PNG format. */
final class Png {
    /** The first bytes of every such file (ISO/IEC 15948, section 5.2). */
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");

    /** Pixels between two images in a row, as in the lab's grid. */
    static final int PADDING = 2;

    private final byte[] bytes;

    private Png(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Lays images out in rows. */
    static Png of(ImageRows images) {
        return new Png(
                new ImageGrid(images.columns(), PADDING, ImageGrid.Scaling.FIXED).png(images.pixels(), images.shape()));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or is not a PNG file
     */
    static Png read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!isPng(bytes)) {
            throw new IOException(file + ": is not a PNG file; delete it to make the report without it");
        }
        return new Png(bytes);
    }

    private static boolean isPng(byte[] bytes) {
        return bytes.length > SIGNATURE.length
                && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** Returns the image as a URI, so that a page can contain it (RFC 2397). */
    String dataUri() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
