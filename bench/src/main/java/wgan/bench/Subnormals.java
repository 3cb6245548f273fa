package wgan.bench;

import java.util.Locale;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.FusedAdam;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Measures a step of the optimizers, with normal numbers and with half of their averages subnormal. */
public final class Subnormals {
    private static final int PARAMETERS = 3_300_000;
    private static final int ROUNDS = 3;
    private static final int STEPS = 40;

    private Subnormals() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] arguments) {
        LibTorch.get().setThreads(1);
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf(
                    Locale.ROOT,
                    "RMSprop: normal %.1f ms, half v = 1e-40 with g = 0 %.1f ms, with g = 1e-22 %.1f ms;"
                            + " Adam: normal %.1f ms, half m = v = 1e-40 %.1f ms%n",
                    millis(1e-6f, 1e-3f, 0),
                    millis(1e-40f, 0, 0),
                    millis(1e-40f, 1e-22f, 0),
                    millis(1e-6f, 1e-3f, 0.5),
                    millis(1e-40f, 0, 0.5));
        }
    }

    /** Returns the least time of a step whose every second average and gradient are these. */
    private static double millis(float average, float gradient, double beta1) {
        var averages = new float[PARAMETERS];
        var gradients = new float[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            averages[i] = i % 2 == 0 ? average : 1e-6f;
            gradients[i] = i % 2 == 0 ? gradient : 1e-3f;
        }
        double least = Double.POSITIVE_INFINITY;
        try (var scope = TensorScope.open()) {
            Tensor parameters = Tensor.zeros(DType.F32, Device.CPU, PARAMETERS);
            Tensor g = Tensor.of(gradients, PARAMETERS);
            Tensor m = beta1 == 0 ? g : Tensor.of(averages, PARAMETERS);
            Tensor v = Tensor.of(averages, PARAMETERS);
            Tensor t = Tensor.full(10_000, DType.F32, Device.CPU);
            for (int step = 0; step < STEPS; step++) {
                long start = System.nanoTime();
                FusedAdam.step(parameters, g, m, v, t, 1e-4, beta1, 0.99, 1e-8);
                least = Math.min(least, (System.nanoTime() - start) / 1e6);
            }
        }
        return least;
    }
}
