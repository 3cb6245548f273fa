package wgan.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/** A tensor that a layer keeps beside its parameters and that no optimizer touches, such as a running mean. */
public final class Buffer {
    private final String name;
    private final double initial;
    private final boolean counts;
    private final long[] shape;
    private @Nullable Tensor value;

    private Buffer(String name, double initial, boolean counts, long... shape) {
        this.name = name;
        this.initial = initial;
        this.counts = counts;
        this.shape = shape;
    }

    /** A buffer of real numbers, of the type of its network. */
    static Buffer ofNumbers(String name, double initial, long... shape) {
        return new Buffer(name, initial, false, shape);
    }

    /** A whole number that counts from 0. */
    static Buffer ofCount(String name) {
        return new Buffer(name, 0, true);
    }

    /** Its name within the layer, as PyTorch has it, such as {@code running_mean}. */
    public String name() {
        return name;
    }

    /** Its value. */
    public Tensor value() {
        return Objects.requireNonNull(value, "the layer belongs to no network yet");
    }

    /** Gives it memory; done once, by its network, which closes it. */
    Tensor allocate(DType dtype, Device device) {
        if (value != null) {
            throw new IllegalStateException("buffer " + name + " belongs to a network already");
        }
        value = Tensor.full(initial, counts ? DType.I64 : dtype, device, shape).removeFromScope();
        return value;
    }

    /** Sets it as it is before training. */
    void initialize() {
        value().fill_(initial);
    }
}
