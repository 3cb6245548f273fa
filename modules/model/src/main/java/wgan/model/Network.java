package wgan.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Layers in sequence, with the memory of all their parameters.
 *
 * <p>The parameters lie in one flat tensor and their gradients in another of the same layout, so that an optimizer step, a clamp or
 * a copy is one operation on the whole network; each layer uses views of them. Parameters are padded to cache lines; the padding
 * stays 0.
 *
 * <p>For mixed precision the parameters are kept in f32, the <i>master parameters</i>, and the layers compute with a bf16 copy of
 * them, the <i>compute copy</i> (Micikevicius et al. 2018).
 *
 * <p>A network lives until it is closed, independently of scopes. {@link #evaluate} may be called by several threads at the
 * same time; all other methods by one thread only.
 */
public final class Network implements AutoCloseable {
    /** Every parameter starts at a multiple of this many elements: 64 bytes of f32, a cache line. */
    private static final long ALIGNMENT = 16;

    private final List<NamedLayer> layers;
    private final DType dtype;
    private final Device device;
    private final List<Tensor> owned = new ArrayList<>();
    private final Tensor masterParameters;
    private final @Nullable Tensor gradients; // null in a network for evaluation only
    private final @Nullable Tensor computeCopy;

    /**
     * A layer and its name in the network.
     *
     * @param name as in PyTorch's {@code state_dict}, such as {@code conv1.0}
     */
    public record NamedLayer(String name, Layer layer) {}

    /**
     * Creates a network and allocates the memory of its layers. The parameters are 0 until {@link #initialize} is called or
     * {@link #state()} is written.
     *
     * @param layers layers that belong to no other network
     * @param dtype the type of the inputs in training: f32, f64, or bf16 for mixed precision
     * @throws IllegalArgumentException if there is no layer
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public Network(List<NamedLayer> layers, DType dtype, Device device) {
        this(layers, dtype, device, true);
    }

    /**
     * Creates a network for {@link #evaluate} only: it has no gradients. The parameters and buffers have arbitrary elements until
     * {@link #state()} is written.
     *
     * @param layers layers that belong to no other network
     * @throws IllegalArgumentException if there is no layer
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static Network forEvaluation(List<NamedLayer> layers, DType dtype, Device device) {
        return new Network(layers, dtype, device, false);
    }

    private Network(List<NamedLayer> layers, DType dtype, Device device, boolean isTrained) {
        this.layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("network: it has no layers, expected 1 or more");
        }
        this.dtype = dtype;
        this.device = device;
        DType masterType = dtype == DType.BF16 ? DType.F32 : dtype;
        try (var scope = TensorScope.open()) {
            long size = flatSize();
            masterParameters =
                    own(isTrained ? Tensor.zeros(masterType, device, size) : Tensor.empty(masterType, device, size));
            gradients = isTrained ? own(Tensor.zeros(masterType, device, size)) : null;
            computeCopy = dtype == DType.BF16 ? own(Tensor.zeros(dtype, device, size)) : null;
            long offset = 0;
            for (Parameter parameter : parameters()) {
                parameter.bind(
                        own(viewAt(masterParameters, offset, parameter)),
                        gradients == null ? null : own(viewAt(gradients, offset, parameter)),
                        computeCopy == null ? null : own(viewAt(computeCopy, offset, parameter)));
                offset += aligned(parameter.numel());
            }
            for (NamedLayer named : layers) {
                named.layer().buffers().forEach(buffer -> owned.add(buffer.allocate(masterType, device)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private long flatSize() {
        return parameters().stream().mapToLong(p -> aligned(p.numel())).sum();
    }

    private static long aligned(long numel) {
        return (numel + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static Tensor viewAt(Tensor flat, long offset, Parameter parameter) {
        return flat.narrow(0, offset, parameter.numel()).view(parameter.shape());
    }

    private Tensor own(Tensor tensor) {
        owned.add(tensor.removeFromScope());
        return tensor;
    }

    /**
     * Sets parameters and buffers before training, by the {@linkplain Parameter#initializer() initializer} of each parameter.
     *
     * @param networkNumber distinguishes the networks of a run: equal numbers give equal elements
     */
    public void initialize(Seed seed, int networkNumber) {
        initialize(seed, networkNumber, Parameter::initializer);
    }

    /**
     * Sets parameters and buffers before training.
     *
     * @param networkNumber distinguishes the networks of a run: equal numbers give equal elements
     * @param initializers chooses the initializer of each parameter
     */
    public void initialize(Seed seed, int networkNumber, Function<Parameter, Initializer> initializers) {
        int index = 0;
        for (Parameter parameter : parameters()) {
            parameter.initialize(
                    initializers.apply(parameter), seed.stream(Purpose.INITIAL_WEIGHTS, networkNumber, index++));
        }
        layers.forEach(named -> named.layer().buffers().forEach(Buffer::initialize));
        syncComputeCopy();
    }

    /** Makes all layers that depend on statistics of the batch use those of all processes: see {@link Layer#synchronize}. */
    public void synchronize(AllReduce allReduce) {
        layers.forEach(named -> named.layer().synchronize(allReduce));
    }

    /** Returns the type of the inputs in training. */
    public DType dtype() {
        return dtype;
    }

    /** Returns the device on which it computes. */
    public Device device() {
        return device;
    }

    /**
     * Returns all parameters in one flat tensor, f32 or f64. Optimizers change it in place, and their callers then call
     * {@link #syncComputeCopy}.
     */
    public Tensor masterParameters() {
        return masterParameters;
    }

    /** Returns the bf16 copy of {@link #masterParameters()} that the layers compute with; null without mixed precision. */
    public @Nullable Tensor computeCopy() {
        return computeCopy;
    }

    /** Updates the compute copy from the master parameters; does nothing without mixed precision. */
    public void syncComputeCopy() {
        if (computeCopy != null) {
            computeCopy.copy_(masterParameters);
        }
    }

    /**
     * Returns the gradients with respect to {@link #masterParameters()}, in the same layout.
     *
     * @throws IllegalStateException if it is a network for evaluation only, such as that of a loaded {@link Generator}
     */
    public Tensor gradients() {
        if (gradients == null) {
            throw new IllegalStateException("gradients: the network is for evaluation only, and has none");
        }
        return gradients;
    }

    /** Returns the parameters, in the order of the layers. */
    public List<Parameter> parameters() {
        return parameters(layer -> true);
    }

    /** Returns the parameters of the layers that a predicate accepts, in their order. */
    public List<Parameter> parameters(Predicate<Layer> predicate) {
        return layers.stream()
                .map(NamedLayer::layer)
                .filter(predicate)
                .flatMap(layer -> layer.parameters().stream())
                .toList();
    }

    /** Returns the buffers, in the order of the layers. */
    public List<Buffer> buffers() {
        return layers.stream()
                .flatMap(named -> named.layer().buffers().stream())
                .toList();
    }

    /**
     * Returns a line for each layer, in their order: what it is, its output's shape, and the number of its parameters.
     *
     * @param sample the shape of an input without the batch dimension; one input of zeros is evaluated
     */
    public List<LayerSummary> summarize(long... sample) {
        long[] shape = new long[sample.length + 1];
        shape[0] = 1;
        System.arraycopy(sample, 0, shape, 1, sample.length);
        List<LayerSummary> summaries = new ArrayList<>();
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(masterParameters.dtype(), device, shape);
            for (NamedLayer named : layers) {
                x = named.layer().evaluate(x);
                summaries.add(new LayerSummary(
                        named.name(),
                        named.layer().getClass().getSimpleName(),
                        LongStream.of(x.shape()).skip(1).boxed().toList(),
                        named.layer().parameters().stream()
                                .mapToLong(Parameter::numel)
                                .sum()));
            }
        }
        return summaries;
    }

    /** Returns the number of elements of all parameters. */
    public long parameterCount() {
        return parameters().stream().mapToLong(Parameter::numel).sum();
    }

    /**
     * Returns parameters and buffers by their names in PyTorch's {@code state_dict}, in its order.
     *
     * <p>The tensors are the network's own: writing them changes it (call {@link #syncComputeCopy} afterwards), and only the network
     * closes them.
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

    /**
     * Returns the output for a batch in evaluation mode: by running statistics, with the master parameters.
     *
     * @param x (B, …), f32 or f64 as the master parameters
     * @return a tensor of the current scope; temporaries are released
     * @throws IllegalStateException if the network is closed
     * @throws wgan.torch.TorchException if x has another type or does not fit the first layer
     */
    public Tensor evaluate(Tensor x) {
        requireOpen("evaluate");
        try (var temporaries = TensorScope.open()) {
            Tensor y = x;
            for (NamedLayer named : layers) {
                y = named.layer().evaluate(y);
            }
            return (y == x ? x.to(x.dtype()) : y).promote(); // a new tensor in any case
        }
    }

    /** Computes the output for one batch in training mode; see {@link #forward(Tensor, int)}. */
    public Layer.Pass forward(Tensor x) {
        return forward(x, 1);
    }

    /**
     * Computes the output for several batches of equal size in training mode; see {@link Layer#forward}.
     *
     * @throws IllegalStateException if no {@link TensorScope} is open: the pass keeps tensors that only a scope releases. Or if the
     *     network is closed
     */
    public Layer.Pass forward(Tensor x, int batches) {
        requireOpen("forward");
        TensorScope.requireOpen("forward");
        List<Layer.Pass> passes = new ArrayList<>(layers.size());
        Tensor y = x;
        for (NamedLayer named : layers) {
            Layer.Pass pass = named.layer().forward(y, batches);
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
            // Each layer needs the gradient from the layer after it; only the first layer may omit its input gradient.
            Layer.OutputMask inner = mask.parameters() ? Layer.OutputMask.BOTH : Layer.OutputMask.INPUT;
            Tensor gradient = gradY;
            for (int i = passes.size() - 1; i > 0; i--) {
                gradient = Objects.requireNonNull(passes.get(i).backward(gradient, inner));
            }
            return passes.getFirst().backward(gradient, mask);
        }

        @Override
        public Layer.Pass jvp(Tensor u) {
            List<Layer.Pass> products = new ArrayList<>(passes.size());
            Tensor direction = u;
            for (Layer.Pass pass : passes) {
                Layer.Pass product = pass.jvp(direction);
                products.add(product);
                direction = product.output();
            }
            return new NetworkPass(products);
        }
    }

    private void requireOpen(String operation) {
        if (masterParameters.isClosed()) {
            throw new IllegalStateException(operation + ": the network is closed");
        }
    }

    /** Releases the memory of all parameters and buffers; a second call does nothing. */
    @Override
    public void close() {
        owned.forEach(Tensor::close);
    }
}
