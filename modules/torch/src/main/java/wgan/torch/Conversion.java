package wgan.torch;

/** The same elements in another type, place or order. */
public final class Conversion {
    private static final Operator TO_DTYPE = Operator.aten("to", "dtype");
    private static final Operator TO_DEVICE = Operator.aten("to", "device");
    private static final Operator CLONE = Operator.aten("clone");
    private static final Operator COPY = Operator.aten("copy_");
    private static final Operator CONTIGUOUS = Operator.aten("contiguous");

    private Conversion() {}

    /** The elements as another type; an alias of the tensor if it has that type already. */
    public static Tensor to(Tensor x, DType dtype) {
        return TO_DTYPE.call()
                .tensor(x)
                .dtype(dtype)
                .flag(false) // non-blocking
                .flag(false) // copy even if nothing changes
                .none() // memory format
                .run();
    }

    /** The elements on another device; an alias of the tensor if it is there already. */
    public static Tensor to(Tensor x, Device device) {
        return TO_DEVICE
                .call()
                .tensor(x)
                .device(device)
                .dtype(x.dtype())
                .flag(false) // non-blocking
                .flag(false) // copy even if nothing changes
                .none() // memory format
                .run();
    }

    /** A copy with memory of its own. */
    public static Tensor copy(Tensor x) {
        return CLONE.call().tensor(x).none().run();
    }

    /** A copy with memory of its own, in that order. */
    public static Tensor copy(Tensor x, MemoryFormat format) {
        return CLONE.call().tensor(x).optionalFormat(format).run();
    }

    /** The elements in row-major order without gaps; an alias of the tensor if they lie so already. */
    public static Tensor contiguous(Tensor x) {
        return CONTIGUOUS.call().tensor(x).format(MemoryFormat.CONTIGUOUS).run();
    }

    /**
     * The elements with those of a pixel beside each other, which convolutions like best; an alias of the tensor if they
     * lie so already. The shape stays as it is.
     *
     * @param images (B, C, H, W)
     */
    public static Tensor channelsLast(Tensor images) {
        if (images.size(1) > 1) {
            return CONTIGUOUS
                    .call()
                    .tensor(images)
                    .format(MemoryFormat.CHANNELS_LAST)
                    .run();
        }
        // One channel lies either way, so libtorch would not mark it; the strides of this view do.
        try (Tensor pixels = Shapes.reshape(images, images.size(0), images.size(2), images.size(3), images.size(1))) {
            return Shapes.permute(pixels, 0, 3, 1, 2);
        }
    }

    /** Sets x to the elements of {@code source}, across devices and types; its shape must expand to that of x. */
    public static void copyInPlace(Tensor x, Tensor source) {
        COPY.call().tensor(x).tensor(source).flag(false).runInPlace();
    }
}
