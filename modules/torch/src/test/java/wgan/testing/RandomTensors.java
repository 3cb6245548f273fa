package wgan.testing;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/** Tensors with random elements, the same for the same seed. */
public final class RandomTensors {
    private final RandomGenerator random;
    private final DType dtype;
    private final Device device;

    /** Creates a source of tensors of a type on a device, whose elements are random numbers of a generator. */
    public RandomTensors(RandomGenerator random, DType dtype, Device device) {
        this.random = random;
        this.dtype = dtype;
        this.device = device;
    }

    /** Returns a tensor of elements from the standard normal distribution. */
    public Tensor normal(long... shape) {
        return tensor(random::nextGaussian, shape);
    }

    /** Returns a tensor of elements from the uniform distribution over [low, high). */
    public Tensor uniform(double low, double high, long... shape) {
        return tensor(() -> random.nextDouble(low, high), shape);
    }

    private Tensor tensor(DoubleSupplier element, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        double[] elements = new double[Math.toIntExact(count)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element.getAsDouble();
        }
        try (Tensor f64 = Tensor.of(elements, shape);
                Tensor typed = f64.to(dtype)) {
            return typed.to(device);
        }
    }
}
