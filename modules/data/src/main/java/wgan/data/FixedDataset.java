package wgan.data;

import java.util.Objects;
import wgan.image.ImageShape;

/** The common part of the datasets of this module: a name, a size, a shape, and a fingerprint that is computed once. */
abstract sealed class FixedDataset implements Dataset permits MemoryDataset, SubsetDataset {

    private final String name;
    private final int size;
    private final ImageShape shape;

    /** Empty until it is computed. Threads that compute it at the same time compute the same string. */
    private String fingerprint = "";

    FixedDataset(String name, int size, ImageShape shape) {
        this.name = Objects.requireNonNull(name, "name");
        this.size = size;
        this.shape = shape;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final ImageShape shape() {
        return shape;
    }

    @Override
    public final String fingerprint() {
        String known = fingerprint;
        if (known.isEmpty()) {
            known = Fingerprint.of(this);
            fingerprint = known;
        }
        return known;
    }

    /** Returns the index if there is an image of that index. */
    final int checked(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("dataset %s: image %d of %d".formatted(name, index, size));
        }
        return index;
    }
}
