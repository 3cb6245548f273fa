package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * A tensor that a layer keeps beside its parameters and that no optimizer changes, such as a running mean.
 *
 * <p>A layer creates its buffers; the {@link Network} that the layer becomes part of gives them memory, which lives as long as the
 * network.
 */
public final class Buffer {
    private final String name;
    private final double initialValue;
    private final boolean isCounter;
    private final long[] shape;
    private @Nullable Tensor value;

    private Buffer(String name, double initialValue, boolean isCounter, long... shape) {
        this.name = name;
        this.initialValue = initialValue;
        this.isCounter = isCounter;
        this.shape = shape;
    }

    /**
     * Creates a buffer of floating-point numbers without memory; it has the type of the network's parameters.
     *
     * @param name as PyTorch names it within the layer, such as {@code running_mean}
     * @param initialValue of every element
     * @param shape size of each dimension
     */
    public static Buffer of(String name, double initialValue, long... shape) {
        return new Buffer(name, initialValue, false, shape.clone());
    }

    /**
     * Creates a 0-dimensional i64 buffer that counts from 0, without memory. It is on the CPU, so that a GPU does not have to count.
     */
    public static Buffer counter(String name) {
        return new Buffer(name, 0, true);
    }

    /** Returns its name within the layer. */
    public String name() {
        return name;
    }

    /**
     * Returns its value.
     *
     * @throws IllegalStateException if the layer is not part of a network
     */
    public Tensor value() {
        if (value == null) {
            throw new IllegalStateException("buffer " + name + ": its layer is not part of a network yet");
        }
        return value;
    }

    /** Allocates its memory; called once, by its network, which closes it. */
    Tensor allocate(DType dtype, Device device) {
        if (value != null) {
            throw new IllegalStateException("buffer " + name + ": its layer is part of another network");
        }
        value = (isCounter
                        ? Tensor.full(initialValue, DType.I64, Device.CPU)
                        : Tensor.full(initialValue, dtype, device, shape))
                .removeFromScope();
        return value;
    }

    /** Adds to a counter. */
    void increment(long count) {
        value().copy_(new long[] {value().toLongArray()[0] + count});
    }

    /** Sets its initial value. */
    void initialize() {
        value().fill_(initialValue);
    }
}
