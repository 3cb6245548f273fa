package wgan.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in the format of NumPy's {@code savez}: a ZIP file with an {@code .npy} file of version 1.0 for each array.
 *
 * <p>Not thread-safe. In Python: {@code numpy.load("samples.npz")["images"]}.
 */
public final class NumpyArchive {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The header ends at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private final Map<String, ByteBuffer> arrays = new LinkedHashMap<>();

    /** Creates an archive without arrays. */
    public NumpyArchive() {}

    /**
     * Adds an array of unsigned bytes.
     *
     * @param elements in row-major order
     * @throws IllegalArgumentException if the shape has another number of elements
     */
    public NumpyArchive put(String name, byte[] elements, int... shape) {
        requireSize(name, elements.length, shape);
        arrays.put(name, npy("|u1", shape, 1).put(elements).flip());
        return this;
    }

    /**
     * Adds an array of 32-bit floating-point numbers.
     *
     * @param elements in row-major order
     * @throws IllegalArgumentException if the shape has another number of elements
     */
    public NumpyArchive put(String name, float[] elements, int... shape) {
        requireSize(name, elements.length, shape);
        ByteBuffer npy = npy("<f4", shape, Float.BYTES);
        npy.asFloatBuffer().put(elements);
        arrays.put(name, npy.rewind());
        return this;
    }

    private static void requireSize(String name, int elements, int... shape) {
        if (size(shape) != elements) {
            throw new IllegalArgumentException("numpy archive: %s has %d elements, expected those of the shape %s"
                    .formatted(name, elements, Arrays.toString(shape)));
        }
    }

    private static int size(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Returns a buffer with the header, at the place of the first element. */
    private static ByteBuffer npy(String type, int[] shape, int elementBytes) {
        String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" ", "(", ")"));
        String description = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, sizes);
        int prefix = MAGIC.length + Short.BYTES;
        int length = Math.ceilDiv(prefix + description.length() + 1, ALIGNMENT) * ALIGNMENT - prefix;
        String header = description + " ".repeat(length - description.length() - 1) + "\n";
        return ByteBuffer.allocate(Math.addExact(prefix + length, Math.multiplyExact(size(shape), elementBytes)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) length)
                .put(header.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes the archive; equal arrays give equal bytes. */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, ByteBuffer> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(array.getValue().array());
            zip.closeEntry();
        }
        zip.finish();
    }
}
