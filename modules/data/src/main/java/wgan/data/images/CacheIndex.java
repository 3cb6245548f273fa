package wgan.data.images;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import wgan.data.Dataset;
import wgan.image.ImageShape;

/**
 * What a {@link CacheFile} states about its images.
 *
 * @param shape of every image
 * @param count images, at least 1
 * @param classes the number of classes; 0 without labels
 * @param classNames as many as classes; empty if they have no names
 * @param skipped the number of corrupt images that were left out
 * @param firstSkipped a line about the first of them; empty if there is none
 * @param hasTestSet whether the files that the images are from have a test set
 */
record CacheIndex(
        ImageShape shape,
        int count,
        int classes,
        List<String> classNames,
        int skipped,
        String firstSkipped,
        boolean hasTestSet) {

    /** Returns the bytes of the images and the labels. */
    long bodyBytes() {
        return (long) count * shape.numel() + (classes == 0 ? 0 : count);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(shape.channels());
            out.writeByte(shape.height());
            out.writeByte(shape.width());
            out.writeInt(count);
            out.writeShort(classes);
            out.writeShort(classNames.size());
            for (String name : classNames) {
                out.writeUTF(name);
            }
            out.writeInt(skipped);
            out.writeUTF(firstSkipped);
            out.writeBoolean(hasTestSet);
        } catch (IOException e) {
            throw new UncheckedIOException("cache index: writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an index.
     *
     * @throws IOException if it is malformed
     */
    static CacheIndex of(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            ImageShape shape = new ImageShape(in.readUnsignedByte(), in.readUnsignedByte(), in.readUnsignedByte());
            int count = in.readInt();
            int classes = in.readUnsignedShort();
            List<String> names = new ArrayList<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                names.add(in.readUTF());
            }
            CacheIndex index = new CacheIndex(
                    shape, count, classes, List.copyOf(names), in.readInt(), in.readUTF(), in.readBoolean());
            if (count < 1 || classes > Dataset.MAX_CLASSES) {
                throw new IOException("count is " + count + ", classes are " + classes);
            }
            return index;
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }
}
