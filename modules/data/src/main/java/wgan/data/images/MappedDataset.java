package wgan.data.images;

import java.nio.MappedByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/** The images of a {@link CacheFile}; immutable and thread-safe. They are in the memory of the operating system, not in the Java heap. */
final class MappedDataset implements Dataset {

    private final String name;
    private final CacheIndex index;
    private final List<MappedByteBuffer> mappings; // only read at absolute places, which is thread-safe
    private final int imagesPerMapping;
    private final byte[] labels; // count; 0 without labels
    private final Map<String, String> origin;

    /** Empty until it is computed. Threads that compute it at the same time compute the same string. */
    private String fingerprint = "";

    MappedDataset(
            String name,
            CacheIndex index,
            List<MappedByteBuffer> mappings,
            int imagesPerMapping,
            byte[] labels,
            Map<String, String> origin) {
        this.name = name;
        this.index = index;
        this.mappings = List.copyOf(mappings);
        this.imagesPerMapping = imagesPerMapping;
        this.labels = labels;
        this.origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin)); // in its order
    }

    CacheIndex index() {
        return index;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return index.count();
    }

    @Override
    public ImageShape shape() {
        return index.shape();
    }

    @Override
    public int classes() {
        return index.classes();
    }

    @Override
    public List<String> classNames() {
        return index.classNames().isEmpty() ? Dataset.super.classNames() : index.classNames();
    }

    @Override
    public int label(int image) {
        checked(image);
        return index.classes() == 0 ? Dataset.super.label(image) : Byte.toUnsignedInt(labels[image]);
    }

    @Override
    public byte[] image(int image) {
        byte[] pixels = new byte[shape().numel()];
        MappedByteBuffer mapping = mappings.get(checked(image) / imagesPerMapping);
        mapping.get(image % imagesPerMapping * pixels.length, pixels);
        return pixels;
    }

    @Override
    public void copyScaled(int image, float[] out, int offset) {
        byte[] pixels = image(image);
        for (int i = 0; i < pixels.length; i++) {
            out[offset + i] = Pixels.toFloat(pixels[i]);
        }
    }

    @Override
    public Map<String, String> origin() {
        return origin;
    }

    @Override
    public String fingerprint() {
        String known = fingerprint;
        if (known.isEmpty()) {
            known = Dataset.super.fingerprint();
            fingerprint = known;
        }
        return known;
    }

    private int checked(int image) {
        if (image < 0 || image >= size()) {
            throw new IndexOutOfBoundsException("dataset %s: image %d of %d".formatted(name, image, size()));
        }
        return image;
    }
}
