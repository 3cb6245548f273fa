package wgan.bench;

import wgan.torch.LibTorch;
import wgan.torch.Tensor;

/** Measures the nanoseconds of one operator call from Java on a tensor with a single element: the overhead of a call. */
final class OperatorCalls implements Workload {
    private static final int CALLS = 100_000;

    private final boolean inPlace;
    private final Tensor number;

    /**
     * Prepares to multiply a number by itself.
     *
     * @param kind {@code new} to create a tensor for each product and release it, or {@code in-place}
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
