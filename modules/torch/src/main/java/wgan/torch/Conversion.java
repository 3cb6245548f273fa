package wgan.torch;

/** The operators behind {@link TensorConversions}. */
final class Conversion {
    private static final Operator TO_DTYPE = Operator.of("aten::to.dtype(Tensor(a) self, ScalarType dtype,"
            + " bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)");
    private static final Operator TO_DEVICE =
            Operator.of("aten::to.device(Tensor(a) self, Device device, ScalarType dtype,"
                    + " bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)");
    private static final Operator CLONE =
            Operator.of("aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor");
    private static final Operator COPY_ =
            Operator.keepingShapes("aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)");
    private static final Operator CONTIGUOUS =
            Operator.of("aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)");

    private Conversion() {}

    static Tensor to(Tensor x, DType dtype) {
        return TO_DTYPE.call(x, dtype);
    }

    static Tensor to(Tensor x, Device device) {
        return TO_DEVICE.call(x, device, x.dtype());
    }

    static Tensor clone(Tensor x) {
        return CLONE.call(x);
    }

    static Tensor clone(Tensor x, MemoryFormat format) {
        return CLONE.call(x, format);
    }

    static Tensor contiguous(Tensor x, MemoryFormat format) {
        if (format != MemoryFormat.CHANNELS_LAST || x.dim() != MemoryFormat.IMAGE_DIMS || x.size(1) != 1) {
            return CONTIGUOUS.call(x, format);
        }
        // With one channel, both formats have the same memory, and libtorch would not change the strides. This view has
        // those of channels-last, by which convolutions choose the format of their result.
        try (Tensor pixels = Shapes.reshape(x, x.size(0), x.size(2), x.size(3), x.size(1))) {
            return Shapes.permute(pixels, 0, 3, 1, 2);
        }
    }

    static boolean isContiguous(Tensor x, MemoryFormat format) {
        if (format == MemoryFormat.CONTIGUOUS) {
            return x.isContiguous();
        }
        if (x.dim() != MemoryFormat.IMAGE_DIMS) {
            return false;
        }
        try (Tensor pixels = Shapes.permute(x, 0, 2, 3, 1)) {
            return pixels.isContiguous();
        }
    }

    static Tensor copy_(Tensor x, Tensor src) {
        COPY_.run(x, src);
        return x;
    }
}
