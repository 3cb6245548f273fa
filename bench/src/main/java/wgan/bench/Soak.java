package wgan.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.train.Objective;
import wgan.train.ObjectiveType;
import wgan.train.Precision;
import wgan.train.Progress;
import wgan.train.Trainer;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;

/**
 * Trains for a long time with batches of two, and compares the beginning with the end: processor time of an iteration, resident memory, live
 * tensors. It prints a line per block, and ends when the iterations or the minutes are over, with exit code 1 if memory has grown or the
 * number of tensors has changed.
 *
 * <p>With {@code -Xms256m -Xmx256m -XX:+AlwaysPreTouch}, a heap that has not been used yet is not counted as growth: a short run is flat, too.
 *
 * <p>Processor time of one thread, because other programs on the machine change it less than the time of a clock.
 */
public final class Soak {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int IMAGES = 2000;
    private static final int BATCH_SIZE = 2;
    private static final double MOST_GROWTH = 1.02;

    private Soak() {}

    /** A block of iterations, at its end. */
    private record Block(long iteration, double millis, long residentKib, long liveTensors) {}

    /**
     * Runs it.
     *
     * @param arguments the objective; iterations; iterations of a block, a multiple of 100, since losses are kept from one log point to the
     *     next; minutes at most; and the device, by default the CPU
     */
    public static void main(String[] arguments) throws IOException {
        Objective objective = ObjectiveType.of(arguments[0]).defaults();
        long iterations = Long.parseLong(arguments[1]);
        int block = Integer.parseInt(arguments[2]);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.parseLong(arguments[3]));
        Device device = arguments.length > 4 ? Device.parse(arguments[4]) : Device.CPU;
        LibTorch.get().setThreads(1);
        Dataset digits = Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, IMAGES, DataOptions.defaults());
        TrainingConfig defaults = TrainingConfig.defaults();
        TrainingConfig config = new TrainingConfig(
                objective,
                (int) Math.ceilDiv(iterations * BATCH_SIZE, IMAGES),
                BATCH_SIZE,
                defaults.latentDim(),
                defaults.ema(),
                Precision.FP32,
                0);
        List<Block> blocks = new ArrayList<>();
        var start = new long[] {cpuNanos()};
        try (Trainer trainer = new Trainer(config, digits, device)) {
            trainer.run(
                    new TrainingListener() {
                        @Override
                        public void stepped(Progress at) throws IOException {
                            if (at.iteration() % block == 0) {
                                long now = cpuNanos();
                                var done = new Block(
                                        at.iteration(),
                                        (now - start[0]) / 1e6 / block,
                                        residentKib(),
                                        Tensor.liveCount());
                                start[0] = now;
                                blocks.add(done);
                                System.out.printf(
                                        Locale.ROOT,
                                        "%7d  %.3f ms  %d MiB  %d tensors%n",
                                        done.iteration,
                                        done.millis,
                                        done.residentKib >> 10,
                                        done.liveTensors);
                            }
                        }
                    },
                    () -> System.nanoTime() > end || (!blocks.isEmpty() && last(blocks).iteration >= iterations));
        }
        System.exit(isFlat(blocks) ? 0 : 1);
    }

    private static Block last(List<Block> blocks) {
        return blocks.get(blocks.size() - 1);
    }

    /** Compares the second quarter of the blocks with the last: the first has the work of Java's compilers. */
    private static boolean isFlat(List<Block> blocks) {
        int quarter = blocks.size() / 4;
        if (quarter == 0) {
            System.out.println("soak: fewer than 4 blocks; run more iterations or minutes");
            return false;
        }
        List<Block> early = blocks.subList(quarter, 2 * quarter);
        List<Block> late = blocks.subList(blocks.size() - quarter, blocks.size());
        double time = median(late, Comparator.comparingDouble(Block::millis)).millis
                / median(early, Comparator.comparingDouble(Block::millis)).millis;
        double memory = (double) median(late, Comparator.comparingLong(Block::residentKib)).residentKib
                / median(early, Comparator.comparingLong(Block::residentKib)).residentKib;
        boolean isConstant = blocks.stream().map(Block::liveTensors).distinct().count() == 1;
        System.out.printf(
                Locale.ROOT,
                "after %d iterations, last quarter against second: processor time %+.1f %%, resident memory %+.1f %%,"
                        + " live tensors %s%n",
                last(blocks).iteration,
                100 * (time - 1),
                100 * (memory - 1),
                isConstant ? "constant" : "not constant");
        // Processor time is not judged: it depends on what else runs.
        return isConstant && memory < MOST_GROWTH;
    }

    private static Block median(List<Block> blocks, Comparator<Block> order) {
        List<Block> sorted = blocks.stream().sorted(order).toList();
        return sorted.get(sorted.size() / 2);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long residentKib() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(STATUS + ": has no VmRSS");
    }
}
