package wgan.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Measures the bytes that live on the Java heap after each block of iterations: if they grow, memory leaks. */
final class HeapUse implements Workload {
    /** The iterations of a block. */
    static final int BLOCK = 10;

    private final TrainingIterations training;

    /** Takes over a training, and closes it. */
    HeapUse(TrainingIterations training) {
        this.training = training;
    }

    @Override
    public String engine() {
        return training.engine();
    }

    /** Returns bytes, one value for a block. */
    @Override
    public Measurement measure(int iterations) throws IOException {
        double[] bytes = new double[iterations];
        training.measure(BLOCK - 1);
        for (int i = 0; i < iterations; i++) {
            training.measure(BLOCK - 1); // one more is not timed
            bytes[i] = liveBytes();
        }
        return Measurement.of(bytes);
    }

    private static double liveBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        training.close();
    }
}
