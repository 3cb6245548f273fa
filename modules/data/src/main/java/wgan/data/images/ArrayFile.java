package wgan.data.images;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import wgan.data.DataException;

/**
 * A file of many images of one size, one after the other.
 */
final class ArrayFile {
    private final String name;
    private final Source source;
    private final long offset;
    private final int count;
    private final Layout layout;
    private final byte[] labels;

    /**
     * Keeps the values; an array must not be changed afterwards.
     *
     * @param name of the file, for messages
     * @param source opens it, decompressed
     * @param offset the bytes before the first image
     * @param count images, as its header or its size states
     * @param layout of each image
     * @param labels a label for each image; empty if they are in the file itself, or there are none
     */
    ArrayFile(String name, Source source, long offset, int count, Layout layout, byte[] labels) {
        this.name = name;
        this.source = source;
        this.offset = offset;
        this.count = count;
        this.layout = layout;
        this.labels = labels;
    }

    String name() {
        return name;
    }

    Source source() {
        return source;
    }

    long offset() {
        return offset;
    }

    int count() {
        return count;
    }

    Layout layout() {
        return layout;
    }

    byte[] labels() {
        return labels;
    }

    /** Opens a file at its beginning, any number of times. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * The order of the bytes of an image.
     *
     * @param labelBytes the bytes before the pixels, the last of which is the label
     * @param classes the number of classes that these labels have; 0 if there are none
     * @param isPlanar whether the pixels are (C, H, W), and not (H, W, C)
     */
    record Layout(int labelBytes, int classes, int channels, int height, int width, boolean isPlanar) {

        int pixelBytes() {
            return channels * height * width;
        }

        int bytes() {
            return labelBytes + pixelBytes();
        }

        /** Returns the image of a record. */
        RawImage image(byte[] bytes) {
            byte[] pixels = new byte[pixelBytes()];
            int area = height * width;
            for (int i = 0; i < area; i++) {
                for (int channel = 0; channel < channels; channel++) {
                    pixels[i * channels + channel] =
                            bytes[labelBytes + (isPlanar ? channel * area + i : i * channels + channel)];
                }
            }
            return new RawImage(height, width, channels, pixels);
        }
    }

    private static final int BUFFER = 1 << 16;

    /** Reads a file from its beginning to its end. Used by one thread. */
    static final class Records implements AutoCloseable {
        private final ArrayFile file;
        private final InputStream in;
        private int next;

        Records(ArrayFile file) throws IOException {
            this.file = file;
            this.in = new BufferedInputStream(file.source.open(), BUFFER);
            try {
                in.skipNBytes(file.offset);
            } catch (EOFException e) {
                in.close();
                throw file.endsEarly(0, e);
            } catch (IOException e) {
                in.close();
                throw file.unreadable(0, e);
            }
        }

        boolean hasNext() {
            return next < file.count;
        }

        /** Returns the bytes of the next image. */
        byte[] next() throws DataException {
            byte[] bytes = new byte[file.layout.bytes()];
            try {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw file.endsEarly(next, null);
                }
            } catch (IOException e) {
                throw file.unreadable(next, e);
            }
            next++;
            return bytes;
        }

        /** Returns the label of the image that was read last; −1 if there is none. */
        int label(byte[] bytes) throws DataException {
            if (file.layout.labelBytes == 0) {
                return file.labels.length == 0 ? -1 : Bytes.unsigned(file.labels, next - 1);
            }
            int label = Bytes.unsigned(bytes, file.layout.labelBytes - 1);
            if (label >= file.layout.classes) {
                throw new DataException("%s: label of image %d is %d, expected 0 to %d; fetch or copy the file again"
                        .formatted(file.name, next - 1, label, file.layout.classes - 1));
            }
            return label;
        }

        /** Throws if the file continues. */
        void requireEnd() throws DataException {
            try {
                if (in.read() >= 0) {
                    throw new DataException(
                            "%s: continues after %d images of %d bytes, expected its end; fetch or copy it again"
                                    .formatted(file.name, file.count, file.layout.bytes()));
                }
            } catch (IOException e) {
                throw file.unreadable(next, e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private DataException endsEarly(int image, Throwable cause) {
        return new DataException(
                "%s: ends in image %d, expected %d images of %d bytes; fetch or copy it again"
                        .formatted(name, image, count, layout.bytes()),
                cause);
    }

    private DataException unreadable(int image, IOException e) {
        return e instanceof DataException data ? data : unreadable(name, "in image " + image, e);
    }

    /** Returns an exception for a file that cannot be read or decompressed. */
    static DataException unreadable(String name, String where, IOException e) {
        if (e instanceof DataException data) {
            return data;
        }
        String reason = e instanceof EOFException ? "it is truncated" : Names.shown(DataException.describe(e));
        return new DataException(
                "%s: cannot be read %s (%s); fetch or copy it again".formatted(name, where, reason), e);
    }
}
