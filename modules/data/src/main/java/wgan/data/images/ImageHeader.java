package wgan.data.images;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import wgan.image.FileKind;

/**
 * What the beginning of an image file states, without its pixels.
 *
 * @param kind PNG, JPEG, BMP or GIF
 * @param height rows as stored, before the orientation is applied
 * @param width columns as stored
 * @param isColor whether it is stored in color, or its palette has a color that is not gray
 * @param orientation how it is to be turned to be upright
 * @param pixelBytes the bytes of a pixel while the image is decoded
 */
record ImageHeader(FileKind kind, int height, int width, boolean isColor, Orientation orientation, int pixelBytes) {

    /**
     * Reads the header of an image file.
     *
     * @param in at the beginning of the file
     * @throws BadImageException if it is not an image of a supported format, or claims more pixels than the limit
     */
    static ImageHeader read(InputStream in, Limits limits) throws IOException {
        return read(in.readNBytes(FileKind.HEAD_BYTES), in, limits);
    }

    /** Reads the header of an image file whose first {@link FileKind#HEAD_BYTES} bytes have been read. */
    static ImageHeader read(byte[] head, InputStream rest, Limits limits) throws IOException {
        Optional<FileKind> kind = FileKind.of(head);
        // Not a SequenceInputStream, which reads what is skipped.
        PushbackInputStream whole = new PushbackInputStream(rest, FileKind.HEAD_BYTES);
        whole.unread(head);
        DataInputStream all = new DataInputStream(new BufferedInputStream(whole));
        try {
            ImageHeader header = switch (kind.orElse(FileKind.EMPTY)) {
                case PNG -> PngFile.header(all);
                case JPEG -> JpegFile.header(all);
                case BMP -> BmpFile.header(all);
                case GIF -> GifFile.header(all);
                default -> throw new BadImageException(SourceKinds.isNot(kind, "PNG, JPEG, BMP or GIF"));
            };
            header.requirePixels(limits.pixels());
            return header;
        } catch (EOFException e) {
            throw new BadImageException("is truncated; fetch or copy it again", e);
        }
    }

    private void requirePixels(long most) throws BadImageException {
        if (height < 1 || width < 1 || (long) height * width > most) {
            throw new BadImageException(
                    "states %d × %d pixels, expected at least 1 × 1 and at most %d pixels in all; use a smaller image"
                            .formatted(height, width, most));
        }
    }

    /** Returns the rows after the orientation is applied. */
    int uprightHeight() {
        return orientation.swapsSides() ? width : height;
    }

    /** Returns the columns after the orientation is applied. */
    int uprightWidth() {
        return orientation.swapsSides() ? height : width;
    }

    /** Returns about how much memory it takes to decode the file. */
    long decodingBytes(long fileBytes) {
        return 2 * fileBytes + (long) height * width * (pixelBytes + RawImage.MAX_CHANNELS);
    }
}
