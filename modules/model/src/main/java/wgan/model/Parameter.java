package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.random.RandomStream;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * A trained tensor of a layer, and its gradient.
 *
 * <p>A layer creates its parameters; the {@link Network} that the layer becomes part of gives them memory. Value and gradient are
 * views of the network's flat buffers and live as long as the network.
 */
public final class Parameter {
    private final String name;
    private final Initializer initializer;
    private final long[] shape;
    private @Nullable Tensor value;
    private @Nullable Tensor grad;
    private @Nullable Tensor computeCopy;

    /**
     * Creates a parameter without memory.
     *
     * @param name as PyTorch names it within the layer: {@code weight} or {@code bias}
     * @param initializer computes the initial value
     * @param shape size of each dimension
     */
    public Parameter(String name, Initializer initializer, long... shape) {
        this.name = name;
        this.initializer = initializer;
        this.shape = shape.clone();
    }

    /** Returns its name within the layer. */
    public String name() {
        return name;
    }

    /** Returns the initializer of its value. */
    public Initializer initializer() {
        return initializer;
    }

    /** Returns the size of each dimension. */
    public long[] shape() {
        return shape.clone();
    }

    /** Returns the number of elements. */
    public long numel() {
        long numel = 1;
        for (long size : shape) {
            numel *= size;
        }
        return numel;
    }

    /**
     * Returns its value, which optimizers change: f32 or f64.
     *
     * @throws IllegalStateException if the layer is not part of a network
     */
    public Tensor value() {
        return bound(value);
    }

    /**
     * Returns its value in the type of an input: the value itself, or the compute copy for bf16.
     *
     * @param inputType the type of the tensors that it is combined with
     * @throws IllegalStateException if the layer is not part of a network
     */
    public Tensor as(DType inputType) {
        return inputType == DType.BF16 && computeCopy != null ? computeCopy : value();
    }

    /**
     * Returns the gradient of the loss with respect to the value, from the last backward pass that computed it.
     *
     * @throws IllegalStateException if the layer is not part of a network, or only of one for evaluation
     */
    public Tensor grad() {
        if (value != null && grad == null) {
            throw new IllegalStateException(
                    "parameter " + name + ": its network is for evaluation only, without gradients");
        }
        return bound(grad);
    }

    private Tensor bound(@Nullable Tensor view) {
        if (view == null) {
            throw new IllegalStateException("parameter " + name + ": its layer is not part of a network yet");
        }
        return view;
    }

    /** Sets the views of its memory; called once, by its network. */
    void bind(Tensor valueView, @Nullable Tensor gradView, @Nullable Tensor computeView) {
        if (value != null) {
            throw new IllegalStateException("parameter " + name + ": its layer is part of another network");
        }
        value = valueView;
        grad = gradView;
        computeCopy = computeView;
    }

    /** Sets its initial value. */
    void initialize(Initializer chosen, RandomStream random) {
        double[] elements = new double[Math.toIntExact(numel())];
        chosen.fill(elements, random);
        value().copy_(elements);
    }
}
