package wgan.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import wgan.model.Layer.OutputMask;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Checks the derivatives of layers against central finite differences, for tests of layers, like {@code
 * torch.autograd.gradcheck} in PyTorch.
 *
 * <pre>{@code
 * var layers = List.of(new NamedLayer("norm", new LayerNorm(4)));
 * try (var network = new Network(layers, DType.F64, Device.CPU)) {
 *     network.initialize(new Seed(1), 0);
 *     LayerCheck.check(network, x, 1);
 * }
 * }</pre>
 *
 * <p>The loss is a random linear functional of the output.
 */
public final class LayerCheck {
    /** The distance to each side for a finite difference. */
    private static final double STEP = 1e-5;
    /** A bound on the remaining terms of third order, and on rounding errors divided by the step. */
    private static final double TOLERANCE = 1e-7;

    private final Network network;
    private final Tensor x;
    private final int batches;
    private final RandomStream random = new Seed(0).stream(Purpose.LATENT);

    private LayerCheck(Network network, Tensor x, int batches) {
        this.network = network;
        this.x = x;
        this.batches = batches;
    }

    /**
     * Checks a network, usually of one layer: the gradients of its forward pass, the output mask, and the Jacobian-vector
     * product with its gradients. The product is not checked if {@link Layer.Pass#jvp} throws an {@link
     * UnsupportedOperationException}.
     *
     * @param network in f64; its gradients and buffers are changed
     * @param x an input in f64, not near a point where a layer is not differentiable; unchanged afterwards
     * @param batches as in {@link Layer#forward}
     * @throws AssertionError if something differs; the message names it
     * @throws IllegalArgumentException if network or input is not f64
     */
    public static void check(Network network, Tensor x, int batches) {
        if (network.dtype() != DType.F64 || x.dtype() != DType.F64) {
            throw new IllegalArgumentException("layer check: network is " + network.dtype() + " and input is " + x
                    + ", expected f64: finite differences are too coarse otherwise");
        }
        try (var scope = TensorScope.open()) {
            LayerCheck check = new LayerCheck(network, x, batches);
            check.checkGradients();
            check.checkOutputMask();
            check.checkJvp();
        }
    }

    private void checkGradients() {
        Layer.Pass pass = network.forward(x, batches);
        Tensor gradY = randomLike(pass.output());
        Tensor gradX = required(pass.backward(gradY, OutputMask.BOTH));
        DoubleSupplier loss = () -> inner(network.forward(x, batches).output(), gradY);
        compare("dL/dx", gradX, x, loss);
        compareParameters("dL/d", loss);
    }

    private void checkOutputMask() {
        Layer.Pass pass = network.forward(x, batches);
        Tensor gradY = randomLike(pass.output());
        double[] gradX = required(pass.backward(gradY, OutputMask.BOTH)).toDoubleArray();
        double[] gradients = network.gradients().toDoubleArray();

        network.gradients().fill_(Double.NaN);
        Tensor alone = required(pass.backward(gradY, OutputMask.INPUT));
        require(Arrays.equals(alone.toDoubleArray(), gradX), "dL/dx depends on the output mask");
        require(
                Arrays.stream(network.gradients().toDoubleArray()).allMatch(Double::isNaN),
                "output mask INPUT changes the gradients of parameters");

        network.gradients().copy_(gradients);
        require(
                pass.backward(gradY, OutputMask.PARAMETERS) == null,
                "output mask PARAMETERS returns a gradient with respect to the input");
        require(
                Arrays.equals(network.gradients().toDoubleArray(), gradients),
                "the gradients of parameters depend on the output mask");
    }

    private void checkJvp() {
        Tensor u = randomLike(x);
        Optional<Layer.Pass> supported = jvp(u);
        if (supported.isEmpty()) {
            return;
        }
        Layer.Pass product = supported.get();
        Tensor above = network.forward(x.add(u, STEP), batches).output();
        Tensor below = network.forward(x.add(u, -STEP), batches).output();
        compare(
                "J · u",
                product.output().toDoubleArray(),
                above.sub(below).div(2 * STEP).toDoubleArray());

        Tensor v = randomLike(product.output());
        network.gradients().fill_(Double.NaN);
        Tensor gradU = required(product.backward(v, OutputMask.BOTH));
        DoubleSupplier functional = () -> inner(jvp(u).orElseThrow().output(), v);
        compare("d⟨v, J · u⟩/du", gradU, u, functional);
        compareParameters("d⟨v, J · u⟩/d", functional);
    }

    private Optional<Layer.Pass> jvp(Tensor u) {
        Layer.Pass pass = network.forward(x, batches);
        try {
            return Optional.of(pass.jvp(u));
        } catch (UnsupportedOperationException notPiecewiseLinear) {
            return Optional.empty();
        }
    }

    private void compareParameters(String derivative, DoubleSupplier loss) {
        List<Parameter> parameters = network.parameters();
        for (Parameter parameter : parameters) {
            compare(derivative + parameter.name(), parameter.grad(), parameter.value(), loss);
        }
    }

    private static void compare(String derivative, Tensor gradient, Tensor variable, DoubleSupplier loss) {
        double[] elements = variable.toDoubleArray();
        double[] differences = new double[elements.length];
        for (int i = 0; i < elements.length; i++) {
            double element = elements[i];
            elements[i] = element + STEP;
            double above = at(variable, elements, loss);
            elements[i] = element - STEP;
            double below = at(variable, elements, loss);
            elements[i] = element;
            differences[i] = (above - below) / (2 * STEP);
        }
        variable.copy_(elements);
        compare(derivative, gradient.toDoubleArray(), differences);
    }

    private static double at(Tensor variable, double[] elements, DoubleSupplier loss) {
        variable.copy_(elements);
        try (var temporaries = TensorScope.open()) {
            return loss.getAsDouble();
        }
    }

    private static void compare(String derivative, double[] actual, double[] differences) {
        require(
                actual.length == differences.length,
                derivative + " has " + actual.length + " elements, expected " + differences.length);
        double scale =
                Math.max(1, Arrays.stream(differences).map(Math::abs).max().orElse(1));
        for (int i = 0; i < actual.length; i++) {
            require(
                    Math.abs(actual[i] - differences[i]) <= TOLERANCE * scale,
                    String.format(
                            Locale.ROOT,
                            "%s[%d] is %.9g, but its finite difference is %.9g",
                            derivative,
                            i,
                            actual[i],
                            differences[i]));
        }
    }

    private static double inner(Tensor a, Tensor b) {
        return a.mul(b).sum().item();
    }

    private Tensor randomLike(Tensor tensor) {
        double[] elements = new double[Math.toIntExact(tensor.numel())];
        random.fillGaussian(elements);
        return tensor.zerosLike().copy_(elements);
    }

    private static Tensor required(@Nullable Tensor gradient) {
        if (gradient == null) {
            throw new AssertionError("layer check: backward returns no gradient with respect to the input");
        }
        return gradient;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new AssertionError("layer check: " + problem);
        }
    }
}
