package wgan.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wgan.random.RandomStream;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * A trained tensor of a layer and its gradient.
 *
 * <p>Both are views of the flat buffers of the {@link Network} that the layer belongs to, and live as long as it.
 */
public final class Parameter {
    private final String name;
    private final Initial initial;
    private final long[] shape;
    private @Nullable Tensor value;
    private @Nullable Tensor gradient;
    private @Nullable Tensor rounded;

    /** How a parameter starts: uniform in [low, high], a constant if they are equal. */
    record Initial(double low, double high) {
        static Initial constant(double value) {
            return new Initial(value, value);
        }

        /**
         * PyTorch's default for the weight and bias of linear and convolution layers: uniform in ±1/√fanIn, which is what
         * its {@code kaiming_uniform_} (He et al. 2015) comes to with a = √5.
         */
        static Initial uniform(long fanIn) {
            double bound = 1 / Math.sqrt((double) fanIn);
            return new Initial(-bound, bound);
        }
    }

    Parameter(String name, Initial initial, long... shape) {
        this.name = name;
        this.initial = initial;
        this.shape = shape;
    }

    /** Its name within the layer, as PyTorch has it: {@code weight} or {@code bias}. */
    public String name() {
        return name;
    }

    /** The size of each dimension. */
    public long[] shape() {
        return shape.clone();
    }

    /** How many numbers it has. */
    public long count() {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return count;
    }

    /** Its value, which optimizers write. */
    public Tensor value() {
        return Objects.requireNonNull(value, "the layer belongs to no network yet");
    }

    /** Its value in the type of the samples that it meets: the value itself, or its copy in bf16. */
    Tensor in(DType type) {
        return type == DType.BF16 && rounded != null ? rounded : value();
    }

    /** The gradient of the loss with respect to it, from the last backward pass that wanted it. */
    public Tensor grad() {
        return Objects.requireNonNull(gradient, "the layer belongs to no network yet");
    }

    /** Gives it its place; done once, by its network. */
    void bind(Tensor valueView, Tensor gradientView, @Nullable Tensor roundedView) {
        if (value != null) {
            throw new IllegalStateException("parameter " + name + " belongs to a network already");
        }
        value = valueView;
        gradient = gradientView;
        rounded = roundedView;
    }

    /** Sets it as it is before training. */
    void initialize(RandomStream random) {
        double[] numbers = new double[Math.toIntExact(count())];
        random.fillUniform(numbers, initial.low(), initial.high());
        value().copy_(numbers);
    }

    /** Sets it to numbers from the normal distribution around 0. */
    void initializeNormally(RandomStream random, double deviation) {
        double[] numbers = new double[Math.toIntExact(count())];
        random.fillGaussian(numbers);
        Arrays.setAll(numbers, i -> deviation * numbers[i]);
        value().copy_(numbers);
    }
}
