package wgan.bench;

import wgan.torch.LibTorch;
import wgan.torch.Tensor;

/** The nanoseconds of one call of an operator on a single number: what the way from Java to libtorch and back costs. */
final class OperatorCalls implements Workload {
    private static final int CALLS = 100_000;

    private final boolean inPlace;
    private final Tensor number;

    /**
     * The product of the number with itself.
     *
     * @param kind {@code new} for one that makes a tensor, which is released; {@code in-place} for one that does not
     */
    OperatorCalls(String kind) {
        inPlace = switch (kind) {
            case "new" -> false;
            case "in-place" -> true;
            default -> throw new IllegalArgumentException("call is " + kind + ", expected new or in-place");
        };
        number = Tensor.of(new float[] {1}, 1);
    }

    @Override
    public String engine() {
        return "libtorch " + LibTorch.get().version();
    }

    @Override
    public Measurement measure(int iterations) {
        double[] nanos = new double[iterations];
        callMany();
        for (int i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            callMany();
            nanos[i] = (double) (System.nanoTime() - start) / CALLS;
        }
        return Measurement.of(nanos);
    }

    private void callMany() {
        for (int i = 0; i < CALLS; i++) {
            if (inPlace) {
                number.mul_(number);
            } else {
                number.mul(number).close();
            }
        }
    }

    @Override
    public void close() {
        number.close();
    }
}
