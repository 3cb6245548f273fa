package wgan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * A comparison of results with those of the {@link Oracle}, on random tensors of one type on one device.
 *
 * <p>All its tensors, of the binding and of the presets, are released at its end.
 */
public final class Trial {
    private static final int PER_TYPE = 5;

    private final String name;
    private final double tolerance;
    private final RandomGenerator random;
    private final RandomTensors tensors;
    private final Oracle oracle;

    private Trial(long seed, DType dtype, Device device, Oracle oracle) {
        this.name = "trial " + seed + " in " + dtype + " on " + device;
        this.tolerance = tolerance(dtype, device);
        this.random = new SplittableRandom(seed);
        this.tensors = new RandomTensors(random, dtype, device);
        this.oracle = oracle;
    }

    /** Runs a comparison several times in f32 and in f64, with the same random numbers at each call. */
    public static void forEach(Device device, Consumer<Trial> body) {
        for (DType dtype : new DType[] {DType.F32, DType.F64}) {
            for (long seed = 0; seed < PER_TYPE; seed++) {
                try (var scope = TensorScope.open();
                        Oracle oracle = Oracle.open()) {
                    body.accept(new Trial(seed, dtype, device, oracle));
                }
            }
        }
    }

    private static double tolerance(DType dtype, Device device) {
        if (dtype == DType.F64) {
            return 1e-12;
        }
        // By default, cuDNN multiplies f32 as TF32, with 10 bits of fraction.
        return device.isCpu() ? 1e-5 : 5e-3;
    }

    /** Returns a random size from low to high, both included. */
    public int size(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Returns the source of its tensors. */
    public RandomTensors tensors() {
        return tensors;
    }

    /** Returns the source of the expected results. */
    public Oracle oracle() {
        return oracle;
    }

    /** Fails unless the shapes are equal and the elements are within the tolerance of the type. */
    public void agree(Tensor actual, org.bytedeco.pytorch.Tensor expected) {
        assertThat(Oracle.maxDifference(actual, expected)).as(name).isLessThan(tolerance);
    }
}
