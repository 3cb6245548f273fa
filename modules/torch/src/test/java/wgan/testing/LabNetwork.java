package wgan.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A reference network, composed of the presets' modules. Its tensors have the names of PyTorch's {@code state_dict}.
 *
 * <p>It lives as long as the {@link LabOracle} or {@link GanOracle} that it belongs to.
 */
public abstract sealed class LabNetwork permits LabGenerator, LabCritic, LayeredNetwork {
    private final ScalarType type;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> state = new LinkedHashMap<>(); // parameters and buffers

    LabNetwork(ScalarType type) {
        this.type = type;
    }

    /** Adds a module under its name in the lab's code. */
    <M extends Module> M add(String name, M module) {
        module.to(type, false);
        collect(name, module.named_parameters(), parameters);
        collect(name, module.named_parameters(), state);
        collect(name, module.named_buffers(), state);
        return module;
    }

    private static void collect(String module, StringTensorDict tensors, Map<String, Tensor> target) {
        for (long i = 0; i < tensors.size(); i++) {
            var item = tensors.get(i);
            target.put(module + "." + item.key().getString(), item.value());
        }
    }

    /**
     * Returns the output for an input, recorded by the presets' autograd.
     *
     * @param x (B, …), of the network's type
     */
    public abstract Tensor forward(Tensor x);

    /** Returns an input (B, …) of the network's type from its numbers, in row-major order. */
    public abstract Tensor input(double[] numbers);

    /**
     * Sets the mode of batch normalization: by the statistics of the batch, which is the default, or by the running
     * statistics.
     */
    public abstract void train(boolean training);

    /** Returns the names of parameters and buffers, module by module. */
    public Set<String> names() {
        return Collections.unmodifiableSet(state.keySet());
    }

    /** Returns the names of the parameters, module by module. */
    public Set<String> parameterNames() {
        return Collections.unmodifiableSet(parameters.keySet());
    }

    /** Returns a parameter or buffer: the network's own tensor, not a copy. */
    public Tensor get(String name) {
        return named(state, name);
    }

    /** Sets a parameter or buffer from numbers in row-major order. */
    public void set(String name, double[] numbers) {
        try (var temporaries = new PointerScope()) {
            Tensor target = get(name).data(); // which autograd does not record
            target.copy_(Tensor.create(numbers, target.shape()));
        }
    }

    /** Returns the gradient of the last loss with respect to a parameter. */
    public Tensor gradient(String name) {
        return named(parameters, name).grad();
    }

    private static Tensor named(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), () -> "the lab has no " + name + ", but " + tensors.keySet());
    }

    /** Returns all parameters, for an optimizer. */
    TensorVector parameters() {
        return new TensorVector(parameters.values().toArray(Tensor[]::new));
    }

    /** Clamps all parameters to [-bound, bound]. */
    void clamp(double bound) {
        var low = new ScalarOptional(new Scalar(-bound));
        var high = new ScalarOptional(new Scalar(bound));
        parameters.values().forEach(parameter -> parameter.data().clamp_(low, high));
    }

    /** Returns a size with equal height and width. (In the presets, {@code put(2, 2)} sets element 2.) */
    static long[] square(long size) {
        return new long[] {size, size};
    }

    /** Returns a tensor of the network's type. */
    Tensor tensor(double[] numbers, long... shape) {
        return Tensor.create(numbers, numbers.length).to(type).view(shape);
    }
}
