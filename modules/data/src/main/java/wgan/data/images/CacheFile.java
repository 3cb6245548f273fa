package wgan.data.images;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import wgan.data.AtomicFile;
import wgan.data.DataException;
import wgan.data.Sha256;
import wgan.image.ImageShape;

/**
 * A file of decoded images, which is mapped and not copied.
 *
 * <p>Its content, with big-endian numbers: the magic number and the version (8 + 4 bytes); the images, each of the elements of the shape;
 * a byte for the label of each image, if there are labels; the {@link CacheIndex}; the length of the index (4 bytes); the SHA-256 of all
 * that precedes it (32 bytes). The index is last because the number of corrupt images is known last.
 *
 * <p>A file appears complete or not at all; if two processes write it, both write the same, and one replaces the other. The checksum is
 * verified once in a process.
 */
final class CacheFile {

    static final long MAGIC = 0x5747414e494d4753L; // "WGANIMGS"
    private static final int VERSION = 1;
    private static final int START = Long.BYTES + Integer.BYTES;
    private static final int SHA256_BYTES = 32;
    private static final int END = Integer.BYTES + SHA256_BYTES;
    private static final int MAX_INDEX = 1 << 25; // 256 names of at most 64 KiB
    private static final int CHUNK = 1 << 20;

    /** The size of one mapping, at most. A mapping has less than 2 GiB, and contains whole images. */
    private static final int MAPPING = 1 << 30;

    private static final Set<String> VERIFIED = ConcurrentHashMap.newKeySet();

    private CacheFile() {}

    /** Writes the images and labels of a file. */
    interface Body {
        /** Writes all images with {@code images}, and returns the index and the labels. */
        Written writeTo(OutputStream images) throws IOException;
    }

    /**
     * What follows the images.
     */
    static final class Written {
        private final CacheIndex index;
        private final byte[] labels;

        /**
         * Keeps the values; an array must not be changed afterwards.
         *
         * @param labels a byte for each image; empty without labels
         */
        Written(CacheIndex index, byte[] labels) {
            this.index = index;
            this.labels = labels;
        }

        CacheIndex index() {
            return index;
        }

        byte[] labels() {
            return labels;
        }
    }

    /**
     * Writes a file.
     *
     * @throws DataException if it cannot be written, or the body throws it
     */
    static void write(Path file, Body body) throws IOException {
        AtomicFile.write(file, out -> {
            MessageDigest sha256 = Sha256.digest();
            DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, sha256));
            data.writeLong(MAGIC);
            data.writeInt(VERSION);
            Written written = body.writeTo(data);
            data.write(written.labels());
            byte[] index = written.index().toBytes();
            data.write(index);
            data.writeInt(index.length);
            data.flush();
            out.write(sha256.digest());
        });
        VERIFIED.add(identity(file));
    }

    /** Returns what distinguishes a file from one that replaces it. */
    private static String identity(Path file) throws IOException {
        return file.toAbsolutePath() + " " + Files.size(file) + " "
                + Files.getLastModifiedTime(file).toMillis();
    }

    /**
     * Maps a file.
     *
     * @return empty if there is none
     * @throws DamagedException if it is not what {@link #write} wrote
     * @throws IOException if it cannot be read
     */
    static Optional<MappedDataset> open(Path file, String name, Map<String, String> origin) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ImageCache.noteUse(file); // before its time identifies it
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < START + END) {
                throw new DamagedException("it has only " + size + " bytes");
            }
            ByteBuffer start = read(channel, 0, START);
            ByteBuffer end = read(channel, size - END, END);
            int indexLength = end.getInt();
            if (start.getLong() != MAGIC || start.getInt() != VERSION) {
                throw new DamagedException("its magic number or version is another");
            }
            if (indexLength < 0 || indexLength > Math.min(MAX_INDEX, size - START - END)) {
                throw new DamagedException("the length of its index is " + indexLength);
            }
            byte[] indexBytes =
                    read(channel, size - END - indexLength, indexLength).array();
            CacheIndex index = index(indexBytes);
            if (START + index.bodyBytes() + indexLength + END != size) {
                throw new DamagedException("it has " + size + " bytes");
            }
            String identity = identity(file);
            if (!VERIFIED.contains(identity)) {
                byte[] expected = new byte[SHA256_BYTES];
                end.get(expected);
                verify(channel, size - SHA256_BYTES, expected);
                VERIFIED.add(identity);
            }
            long labelsAt = START + (long) index.count() * index.shape().numel();
            byte[] labels = index.classes() == 0
                    ? new byte[0]
                    : read(channel, labelsAt, index.count()).array();
            return Optional.of(new MappedDataset(
                    name, index, map(channel, index), imagesPerMapping(index.shape()), labels, origin));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another process has removed it meanwhile
        }
    }

    private static CacheIndex index(byte[] bytes) throws DamagedException {
        try {
            return CacheIndex.of(bytes);
        } catch (IOException e) {
            throw new DamagedException("its index is malformed");
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new DamagedException("it became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    private static void verify(FileChannel channel, long length, byte[] expected) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        for (long at = 0; at < length; at += CHUNK) {
            sha256.update(read(channel, at, (int) Math.min(CHUNK, length - at)));
        }
        if (!Arrays.equals(sha256.digest(), expected)) {
            throw new DamagedException("its SHA-256 is another");
        }
    }

    private static int imagesPerMapping(ImageShape shape) {
        return MAPPING / shape.numel();
    }

    private static List<MappedByteBuffer> map(FileChannel channel, CacheIndex index) throws IOException {
        List<MappedByteBuffer> mappings = new ArrayList<>();
        int numel = index.shape().numel();
        int each = imagesPerMapping(index.shape());
        for (int first = 0; first < index.count(); first += each) {
            int images = Math.min(each, index.count() - first);
            mappings.add(
                    channel.map(FileChannel.MapMode.READ_ONLY, START + (long) first * numel, (long) images * numel));
        }
        return mappings;
    }

    /** Thrown if a file is damaged. */
    static final class DamagedException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        DamagedException(String reason) {
            super(reason);
        }
    }
}
