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
 * A scope in which reference results are computed by JavaCPP's presets of libtorch's C++ API, autograd included, on the CPU.
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

    /** Opens a scope in which the presets' autograd records. */
    public static Oracle open() {
        // The binding turns recording off at its first call on a thread, so that call must come first.
        Tensor.empty(DType.F32, Device.CPU).close();
        return new Oracle();
    }

    /** Opens a scope in a process that never loads the binding, which would change the presets' threads; see {@link #open}. */
    public static Oracle openAlone() {
        return new Oracle();
    }

    /** Returns a copy for the presets, of the same type (f32 or f64) and shape. */
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

    /** Returns a copy for the presets with respect to which {@code backward()} computes a gradient; see {@link #constant}. */
    public org.bytedeco.pytorch.Tensor variable(Tensor tensor) {
        return constant(tensor).set_requires_grad(true);
    }

    /** Returns an argument of type {@code Tensor?} for the presets. */
    public static TensorOptional optional(org.bytedeco.pytorch.Tensor tensor) {
        return new TensorOptional(tensor);
    }

    /** Returns the options of the presets' Adam, whose pointers only code on the class path can access. */
    public static AdamOptions adam(double learningRate, double firstBeta, double secondBeta) {
        var options = new AdamOptions(learningRate);
        // A std::tuple: the order of its elements in memory depends on the C++ library. The default is (0.9, 0.999).
        boolean inOrder = options.betas().get(0) < options.betas().get(1);
        options.betas().put(inOrder ? firstBeta : secondBeta, inOrder ? secondBeta : firstBeta);
        return options;
    }

    /** Returns the greatest difference of two elements, relative to the greatest expected magnitude. */
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

    /** Returns the Euclidean norm of the difference, relative to that of the expected tensor. */
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

    /** Returns the elements of a tensor of the presets as doubles, in row-major order. */
    public static double[] elements(org.bytedeco.pytorch.Tensor tensor) {
        var f64 = tensor.detach()
                .to(org.bytedeco.pytorch.global.torch.ScalarType.Double)
                .contiguous();
        double[] elements = new double[Math.toIntExact(f64.numel())];
        f64.data_ptr_double().get(elements);
        return elements;
    }

    private static double[] elements(Tensor actual, org.bytedeco.pytorch.Tensor expected) {
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            throw new AssertionError("the shape is " + Arrays.toString(actual.shape()) + ", expected "
                    + Arrays.toString(expected.shape()));
        }
        return actual.toDoubleArray();
    }

    /** Releases all tensors of the presets, and restores the state of autograd. */
    @Override
    public void close() {
        recording.close();
        pointers.close();
    }
}
