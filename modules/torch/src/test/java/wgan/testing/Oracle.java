package wgan.testing;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.TensorOptional;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * A stretch of code in which results are worked out a second time: by JavaCPP's presets of libtorch's C++ API, autograd
 * included, on the CPU.
 *
 * <pre>{@code
 * try (Oracle oracle = Oracle.open()) {
 *     var weight = oracle.variable(ourWeight);
 *     torch.mm(oracle.constant(ours), weight).sum().backward();
 *     assertThat(Oracle.distance(ourGradient, weight.grad())).isLessThan(1e-12);
 * } // every tensor of the presets is released here
 * }</pre>
 *
 * <p>It belongs to the thread that opened it.
 */
public final class Oracle implements AutoCloseable {
    private final PointerScope pointers;
    private final AutoGradMode recording;

    private Oracle() {
        pointers = new PointerScope();
        recording = new AutoGradMode(true);
    }

    /** Opens one, in which the presets' autograd records. */
    public static Oracle open() {
        // The binding turns recording off on each thread that it comes to, so it has to come first.
        Tensor.empty(DType.F32, Device.CPU).close();
        return new Oracle();
    }

    /** As {@link #open}, in a process that never loads the binding, so that the presets find their threads as they are. */
    public static Oracle openAlone() {
        return new Oracle();
    }

    /** A copy for the presets, of the same type (f32 or f64) and shape. */
    public org.bytedeco.pytorch.Tensor constant(Tensor tensor) {
        long[] shape = tensor.shape();
        long[] flat = {tensor.numel()};
        org.bytedeco.pytorch.Tensor copy = switch (tensor.dtype()) {
            case F32 -> org.bytedeco.pytorch.Tensor.create(tensor.toFloatArray(), flat);
            case F64 -> org.bytedeco.pytorch.Tensor.create(tensor.toDoubleArray(), flat);
            default -> throw new IllegalArgumentException("oracle: " + tensor + ", expected f32 or f64");
        };
        return copy.reshape(shape);
    }

    /** As {@link #constant}, and {@code backward()} leaves a gradient in its {@code grad()}. */
    public org.bytedeco.pytorch.Tensor variable(Tensor tensor) {
        return constant(tensor).set_requires_grad(true);
    }

    /** What the presets want for a {@code Tensor?}. */
    public static TensorOptional optional(org.bytedeco.pytorch.Tensor tensor) {
        return new TensorOptional(tensor);
    }

    /** The options of the presets' Adam, whose pointers only the class path can reach. */
    public static AdamOptions adam(double learningRate, double firstBeta, double secondBeta) {
        var options = new AdamOptions(learningRate);
        // A std::tuple, whose elements lie in either order, depending on the C++ library; the default is (0.9, 0.999).
        boolean inOrder = options.betas().get(0) < options.betas().get(1);
        options.betas().put(inOrder ? firstBeta : secondBeta, inOrder ? secondBeta : firstBeta);
        return options;
    }

    /** The greatest difference of two elements, relative to the greatest expected magnitude. */
    public static double maxDifference(Tensor actual, org.bytedeco.pytorch.Tensor expected) {
        double[] a = elements(actual, expected);
        double[] e = elements(expected);
        double difference = 0;
        double scale = Double.MIN_NORMAL;
        for (int i = 0; i < e.length; i++) {
            difference = Math.max(difference, Math.abs(a[i] - e[i]));
            scale = Math.max(scale, Math.abs(e[i]));
        }
        return difference / scale;
    }

    /** The Euclidean norm of the difference, relative to that of what was expected. */
    public static double distance(Tensor actual, org.bytedeco.pytorch.Tensor expected) {
        double[] a = elements(actual, expected);
        double[] e = elements(expected);
        double difference = 0;
        double scale = 0;
        for (int i = 0; i < e.length; i++) {
            difference += (a[i] - e[i]) * (a[i] - e[i]);
            scale += e[i] * e[i];
        }
        return Math.sqrt(difference) / Math.max(Math.sqrt(scale), Double.MIN_NORMAL);
    }

    /** The presets' elements in row-major order, as doubles. */
    public static double[] elements(org.bytedeco.pytorch.Tensor tensor) {
        var wide = tensor.detach()
                .to(org.bytedeco.pytorch.global.torch.ScalarType.Double)
                .contiguous();
        double[] elements = new double[Math.toIntExact(wide.numel())];
        wide.data_ptr_double().get(elements);
        return elements;
    }

    private static double[] elements(Tensor actual, org.bytedeco.pytorch.Tensor expected) {
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            throw new AssertionError("the shape is " + Arrays.toString(actual.shape()) + ", expected "
                    + Arrays.toString(expected.shape()));
        }
        return actual.toDoubleArray();
    }

    /** Releases every tensor of the presets, and lets autograd be as it was. */
    @Override
    public void close() {
        recording.close();
        pointers.close();
    }
}
