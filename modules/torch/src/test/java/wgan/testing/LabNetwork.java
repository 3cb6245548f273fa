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
 * One of the lab's networks, made of the presets' modules; its tensors go by their names in the lab's
 * {@code state_dict}.
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

    /** Takes in a module under its name in the lab's code. */
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
     * The result for samples x, which the presets' autograd records.
     *
     * @param x B samples in the network's shape and type
     */
    public abstract Tensor forward(Tensor x);

    /** B samples from their numbers, one after the other, in the network's shape and type. */
    public abstract Tensor samples(double[] numbers);

    /** Normalises by the statistics of the batch, as from the start, or from now on by the running ones. */
    public abstract void train(boolean training);

    /** The names of parameters and buffers, module by module. */
    public Set<String> names() {
        return Collections.unmodifiableSet(state.keySet());
    }

    /** The names of the parameters, module by module. */
    public Set<String> parameterNames() {
        return Collections.unmodifiableSet(parameters.keySet());
    }

    /** A parameter or buffer: the network's own tensor, not a copy. */
    public Tensor get(String name) {
        return named(state, name);
    }

    /** Sets a parameter or buffer to these numbers, in row-major order. */
    public void set(String name, double[] numbers) {
        try (var temporaries = new PointerScope()) {
            Tensor target = get(name).data(); // beside autograd
            target.copy_(Tensor.create(numbers, target.shape()));
        }
    }

    /** The gradient of the last loss with respect to a parameter. */
    public Tensor gradient(String name) {
        return named(parameters, name).grad();
    }

    private static Tensor named(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), () -> "the lab has no " + name + ", but " + tensors.keySet());
    }

    /** All parameters, for an optimizer. */
    TensorVector parameters() {
        return new TensorVector(parameters.values().toArray(Tensor[]::new));
    }

    /** Brings every number of every parameter into [-bound, bound]. */
    void clamp(double bound) {
        var low = new ScalarOptional(new Scalar(-bound));
        var high = new ScalarOptional(new Scalar(bound));
        parameters.values().forEach(parameter -> parameter.data().clamp_(low, high));
    }

    /** A size that is the same in height and width. (To the presets, {@code put(2, 2)} is to set element 2.) */
    static long[] square(long size) {
        return new long[] {size, size};
    }

    /** These numbers in the network's type. */
    Tensor tensor(double[] numbers, long... shape) {
        return Tensor.create(numbers, numbers.length).to(type).view(shape);
    }
}
