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
 * One comparison of results with the {@link Oracle}'s, on random tensors of one type on one device.
 *
 * <p>Everything made in it, by the binding or by the presets, is released at its end.
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

    /** Runs it several times in f32 and in f64, always with the same numbers. */
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
        // cuDNN multiplies f32 as TF32, with 10 bits of fraction, unless told not to.
        return device.isCpu() ? 1e-5 : 5e-3;
    }

    /** A size from low to high. */
    public int size(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Where its tensors come from. */
    public RandomTensors tensors() {
        return tensors;
    }

    /** Where the expected results come from. */
    public Oracle oracle() {
        return oracle;
    }

    /** Fails unless the shapes are equal and the elements as near as the type allows. */
    public void agree(Tensor actual, org.bytedeco.pytorch.Tensor expected) {
        assertThat(Oracle.maxDifference(actual, expected)).as(name).isLessThan(tolerance);
    }
}
