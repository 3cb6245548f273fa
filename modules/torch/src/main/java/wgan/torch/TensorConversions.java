package wgan.torch;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The operations of {@link Tensor} that copy elements: to another type, device or memory format, and to Java. */
sealed interface TensorConversions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /** Returns the elements converted to a type; an alias of this tensor if it has that type. */
    default Tensor to(DType dtype) {
        return Conversion.to(self(), dtype);
    }

    /**
     * Returns the elements on a device; an alias of this tensor if it is on that device.
     *
     * @throws DeviceNotAvailableException if there is no such GPU
     */
    default Tensor to(Device device) {
        return Conversion.to(self(), device);
    }

    /** Returns a copy with memory of its own, in a memory format. */
    default Tensor clone(MemoryFormat format) {
        return Conversion.clone(self(), format);
    }

    /** Returns the elements in row-major order without gaps; an alias of this tensor if it has that order. */
    default Tensor contiguous() {
        return Conversion.contiguous(self(), MemoryFormat.CONTIGUOUS);
    }

    /**
     * Returns the elements in a memory format without gaps; an alias of this tensor if it has that format. The shape does
     * not change.
     */
    default Tensor contiguous(MemoryFormat format) {
        return Conversion.contiguous(self(), format);
    }

    /** Returns whether the elements lie in memory without gaps in the order of a memory format. */
    default boolean isContiguous(MemoryFormat format) {
        return Conversion.isContiguous(self(), format);
    }

    /** Sets the elements to those of {@code src}, across devices and types; the shape of {@code src} is broadcast. */
    default Tensor copy_(Tensor src) {
        return Conversion.copy_(self(), src);
    }

    /**
     * Sets the elements from an array in row-major order, converted to the type of this tensor.
     *
     * @throws IllegalArgumentException if the array does not have as many elements
     */
    default Tensor copy_(float[] src) {
        return Elements.copy_(self(), src);
    }

    /** Sets the elements from an array; see {@link #copy_(float[])}. */
    default Tensor copy_(double[] src) {
        return Elements.copy_(self(), src);
    }

    /** Sets the elements from an array; see {@link #copy_(float[])}. */
    default Tensor copy_(long[] src) {
        return Elements.copy_(self(), src);
    }

    /**
     * Sets the bits of the elements from little-endian bytes, without conversion, and advances the buffer to its limit.
     *
     * @throws IllegalArgumentException if the buffer does not hold exactly as many bytes as the tensor
     */
    default Tensor copy_(ByteBuffer src) {
        return Elements.copy_(self(), src);
    }

    /**
     * Sets the bits of the elements to little-endian bytes, without conversion. They are read into the memory of the tensor
     * where it is contiguous and on the CPU, so that a large file needs no other memory.
     *
     * @throws IOException as the reader throws it; the elements may then be changed in part
     * @throws IllegalArgumentException if the tensor has more bytes than a buffer can hold
     * @throws IllegalStateException if the reader does not fill the buffer
     */
    default Tensor copy_(ByteReader src) throws IOException {
        return Elements.copy_(self(), src);
    }

    /** Returns a copy of the elements as floats, in row-major order; waits for the device. */
    default float[] toFloatArray() {
        return Elements.toFloatArray(self());
    }

    /**
     * Copies the elements as floats to the beginning of an array, in row-major order; waits for the device.
     *
     * @throws IllegalArgumentException if the array has fewer elements
     */
    default void copyTo(float[] out) {
        Elements.copyTo(self(), out);
    }

    /** Returns a copy of the elements as doubles, in row-major order; waits for the device. */
    default double[] toDoubleArray() {
        return Elements.toDoubleArray(self());
    }

    /** Returns a copy of the elements as longs, in row-major order; waits for the device. */
    default long[] toLongArray() {
        return Elements.toLongArray(self());
    }

    /** Returns a copy of the bits of the elements, little-endian, in row-major order, without conversion. */
    default ByteBuffer toByteBuffer() {
        return Elements.toByteBuffer(self());
    }

    /** Returns a tensor of the same shape, type, device and memory format with undefined elements. */
    default Tensor emptyLike() {
        return Creation.emptyLike(self());
    }

    /** Returns a tensor of the same shape, type and device with every element 0. */
    default Tensor zerosLike() {
        return Creation.fullLike(self(), 0);
    }

    /** Returns a tensor of the same shape, type and device with every element 1. */
    default Tensor onesLike() {
        return Creation.fullLike(self(), 1);
    }

    /** Returns a tensor of the same shape, type and device with every element {@code value}. */
    default Tensor fullLike(double value) {
        return Creation.fullLike(self(), value);
    }
}
