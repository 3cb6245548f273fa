package wgan.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Layers, one after the other, with the memory of all their parameters.
 *
 * <p>The parameters lie in one flat tensor and their gradients in another of the same layout, so that an optimizer, a
 * clamp or a copy is one operation on the whole network; each layer works on views of them. Between parameters there is
 * padding, which stays zero.
 *
 * <p>A network lives until it is closed, whatever scopes come and go. It is not to be used by two threads at once.
 */
public final class Network implements AutoCloseable {
    /** Every parameter starts at a multiple of so many elements: 64 bytes of f32, a cache line. */
    private static final long ALIGNMENT = 16;

    private final List<NamedLayer> layers;
    private final DType dtype;
    private final Device device;
    private final List<Tensor> owned = new ArrayList<>();
    private final Tensor values;
    private final Tensor gradients;
    private final @Nullable Tensor rounded;

    /**
     * A layer and its name in the network.
     *
     * @param name as PyTorch has it, such as {@code conv1.0}
     */
    public record NamedLayer(String name, Layer layer) {}

    /**
     * Gives the layers memory; the parameters are zero until {@link #initialize} or until {@link #state()} is written.
     *
     * @param layers of no other network
     * @param dtype of the samples that will be given: f32, f64, or bf16, for which parameters, gradients and statistics are
     *     kept in f32 all the same, and the layers compute with a copy of the parameters
     */
    public Network(List<NamedLayer> layers, DType dtype, Device device) {
        this.layers = List.copyOf(layers);
        this.dtype = dtype;
        this.device = device;
        DType kept = dtype == DType.BF16 ? DType.F32 : dtype;
        try (var scope = TensorScope.open()) {
            values = own(Tensor.zeros(kept, device, flatSize()));
            gradients = own(Tensor.zeros(kept, device, flatSize()));
            rounded = dtype == DType.BF16 ? own(Tensor.zeros(dtype, device, flatSize())) : null;
            long offset = 0;
            for (Parameter parameter : parameters()) {
                parameter.bind(
                        own(viewAt(values, offset, parameter)),
                        own(viewAt(gradients, offset, parameter)),
                        rounded == null ? null : own(viewAt(rounded, offset, parameter)));
                offset += aligned(parameter.count());
            }
            for (NamedLayer named : layers) {
                named.layer().buffers().forEach(buffer -> owned.add(buffer.allocate(kept, device)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private long flatSize() {
        return parameters().stream().mapToLong(p -> aligned(p.count())).sum();
    }

    private static long aligned(long count) {
        return (count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static Tensor viewAt(Tensor flat, long offset, Parameter parameter) {
        return flat.narrow(0, offset, parameter.count()).view(parameter.shape());
    }

    private Tensor own(Tensor tensor) {
        owned.add(tensor.removeFromScope());
        return tensor;
    }

    /** Sets parameters and buffers as they are before training, by PyTorch's defaults for each layer. */
    public void initialize(Seed seed, int networkNumber) {
        initialize(seed, networkNumber, Parameter::initialize);
    }

    /**
     * As {@link #initialize(Seed, int)}, but for the weights of products and convolutions, which are drawn from the normal
     * distribution around 0.
     *
     * @param deviation its standard deviation
     */
    public void initializeNormally(Seed seed, int networkNumber, double deviation) {
        initialize(seed, networkNumber, (parameter, random) -> {
            if (parameter.shape().length > 1) {
                parameter.initializeNormally(random, deviation);
            } else {
                parameter.initialize(random); // a bias, or of a batch-norm
            }
        });
    }

    private void initialize(Seed seed, int networkNumber, BiConsumer<Parameter, RandomStream> initializer) {
        int index = 0;
        for (Parameter parameter : parameters()) {
            initializer.accept(parameter, seed.stream(Purpose.INITIAL_WEIGHTS, networkNumber, index++));
        }
        layers.forEach(named -> named.layer().buffers().forEach(Buffer::initialize));
        syncComputeCopy();
    }

    /** The type of the samples it is given in training. */
    public DType dtype() {
        return dtype;
    }

    /** Where it computes. */
    public Device device() {
        return device;
    }

    /** All parameters, flat: what optimizers write. */
    public Tensor masterParameters() {
        return values;
    }

    /** The bf16 copy of {@link #masterParameters()} that the layers compute with; null where they compute with the values. */
    public @Nullable Tensor computeCopy() {
        return rounded;
    }

    /** Brings the copy up to date; whoever changes {@link #masterParameters()} calls it. */
    public void syncComputeCopy() {
        if (rounded != null) {
            rounded.copy_(values);
        }
    }

    /** The gradients with respect to {@link #masterParameters()}, in the same layout. */
    public Tensor gradients() {
        return gradients;
    }

    /** The parameters, in the order of the layers. */
    public List<Parameter> parameters() {
        return parameters(layer -> true);
    }

    /** The parameters of some of the layers, in their order. */
    public List<Parameter> parameters(Predicate<Layer> ofThese) {
        return layers.stream()
                .map(NamedLayer::layer)
                .filter(ofThese)
                .flatMap(layer -> layer.parameters().stream())
                .toList();
    }

    /** How many numbers training finds. */
    public long parameterCount() {
        return parameters().stream().mapToLong(Parameter::count).sum();
    }

    /**
     * Parameters and buffers by their names in PyTorch's {@code state_dict}, in its order.
     *
     * <p>The tensors are the network's own: who writes them changes it, nobody else closes them.
     */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (NamedLayer named : layers) {
            for (Parameter parameter : named.layer().parameters()) {
                state.put(named.name() + "." + parameter.name(), parameter.value());
            }
            for (Buffer buffer : named.layer().buffers()) {
                state.put(named.name() + "." + buffer.name(), buffer.value());
            }
        }
        return Collections.unmodifiableMap(state);
    }

    /** The result for samples x as it is after training, by the running statistics; nothing is remembered. */
    public Tensor evaluate(Tensor x) {
        Tensor y = x;
        for (NamedLayer named : layers) {
            y = named.layer().evaluate(y);
        }
        return y;
    }

    /** The result for one batch of samples as it is in training; see {@link Layer#forward}. */
    public Layer.Pass forward(Tensor x) {
        return forward(x, 1);
    }

    /** The result for several batches of the same size as it is in training; see {@link Layer#forward}. */
    public Layer.Pass forward(Tensor x, int groups) {
        List<Layer.Pass> passes = new ArrayList<>(layers.size());
        Tensor y = x;
        for (NamedLayer named : layers) {
            Layer.Pass pass = named.layer().forward(y, groups);
            passes.add(pass);
            y = pass.output();
        }
        return new NetworkPass(passes);
    }

    private record NetworkPass(List<Layer.Pass> passes) implements Layer.Pass {
        @Override
        public Tensor output() {
            return passes.getLast().output();
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, Layer.OutputMask mask) {
            // Between the layers a gradient must always be passed on; only the first one may leave it out.
            Layer.OutputMask inside = mask.parameters() ? Layer.OutputMask.BOTH : Layer.OutputMask.INPUT;
            Tensor gradient = gradY;
            for (int i = passes.size() - 1; i > 0; i--) {
                gradient = Objects.requireNonNull(passes.get(i).backward(gradient, inside));
            }
            return passes.getFirst().backward(gradient, mask);
        }

        @Override
        public Layer.Pass jvp(Tensor u) {
            List<Layer.Pass> tangents = new ArrayList<>(passes.size());
            Tensor direction = u;
            for (Layer.Pass pass : passes) {
                Layer.Pass tangent = pass.jvp(direction);
                tangents.add(tangent);
                direction = tangent.output();
            }
            return new NetworkPass(tangents);
        }
    }

    @Override
    public void close() {
        owned.forEach(Tensor::close);
    }
}
