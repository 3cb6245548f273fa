package wgan.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Collective;

/** Measures how long sums over processes take. The first process prints the results. */
public final class CollectiveTimes {
    private static final int BLOCKS = 3;
    private static final int LARGEST = 1 << 23;
    private static final int CRITIC_PARAMETERS = 3_265_616;
    private static final int GENERATOR_PARAMETERS = 6_679_120;

    private final Collective ranks;
    private final Device device;

    /**
     * @param ranks the processes
     * @param device of the tensors that they exchange
     */
    public CollectiveTimes(Collective ranks, Device device) {
        this.ranks = ranks;
        this.device = device;
    }

    /** Prints the time of sums by the size of the message, and what one process sends over the network for each. */
    public void printSums() {
        for (int size = 1; size <= LARGEST; size *= 8) {
            try (Tensor tensor = Tensor.zeros(DType.F32, device, size)) {
                ranks.allReduce(tensor); // connects
                int rounds = rounds(tensor);
                // Means of blocks: what one process waits in a round, the other may wait in the next one.
                double[] times = new double[BLOCKS];
                long sent = sentBytes();
                for (int block = 0; block < BLOCKS; block++) {
                    long start = System.nanoTime();
                    for (int round = 0; round < rounds; round++) {
                        ranks.allReduce(tensor);
                    }
                    waitFor(tensor);
                    times[block] = (System.nanoTime() - start) / 1e6 / rounds;
                }
                sent = (sentBytes() - sent) / BLOCKS / rounds;
                Arrays.sort(times);
                if (ranks.rank() == 0) {
                    System.out.printf(
                            "%,11d bytes: median %9.3f ms, best %9.3f ms, sent %,11d bytes%n",
                            4L * size, times[BLOCKS / 2], times[0], sent);
                }
            }
        }
    }

    /** Returns how many sums take some tenths of a second: the same number for all processes. */
    private int rounds(Tensor tensor) {
        waitFor(tensor);
        long start = System.nanoTime();
        ranks.allReduce(tensor);
        ranks.allReduce(tensor);
        waitFor(tensor);
        double seconds = (System.nanoTime() - start) / 1e9 / 2;
        long rounds = Math.max(2, Math.min(500, Math.round(0.3 / seconds)));
        try (Tensor agreed = Tensor.of(new long[] {rounds}, 1)) {
            ranks.broadcast(agreed);
            return (int) agreed.toLongArray()[0];
        }
    }

    /** A GPU computes while the host goes on; the host waits when it reads. */
    private static void waitFor(Tensor tensor) {
        try (Tensor first = tensor.narrow(0, 0, 1)) {
            first.item();
        }
    }

    /**
     * Prints the time of all sums of an iteration of training: WGAN with the networks for 28 x 28 gray images, batch normalization over all
     * processes, five updates of the critic and one of the generator.
     */
    public void printIteration() {
        List<Integer> generator = List.of(1024, 6272, 64); // channels that are normalized
        List<Integer> critic = List.of(32, 64);
        List<Integer> small = new ArrayList<>();
        List<Integer> gradients = new ArrayList<>();
        for (int update = 0; update < 5; update++) {
            generator.forEach(channels -> small.add(sumsAndCount(channels)));
            critic.forEach(channels -> small.add(2 * sumsAndCount(channels))); // of real and fake images
            critic.forEach(channels -> small.add(4 * channels)); // backward
            small.add(2); // the losses
            gradients.add(CRITIC_PARAMETERS);
        }
        for (List<Integer> network : List.of(generator, critic)) {
            network.forEach(channels -> small.add(sumsAndCount(channels)));
            network.forEach(channels -> small.add(2 * channels)); // backward
        }
        small.add(1); // the loss
        small.add(1); // whether to stop
        gradients.add(GENERATOR_PARAMETERS);

        double[] all = new double[BLOCKS];
        double[] ofSmall = new double[BLOCKS];
        for (int block = -1; block < BLOCKS; block++) {
            long start = System.nanoTime();
            small.forEach(size -> allReduceZeros(DType.F64, size));
            waitForGpu();
            long between = System.nanoTime();
            gradients.forEach(size -> allReduceZeros(DType.F32, size));
            waitForGpu();
            if (block >= 0) { // the first connects
                ofSmall[block] = (between - start) / 1e6;
                all[block] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(all);
        Arrays.sort(ofSmall);
        if (ranks.rank() == 0) {
            System.out.printf(
                    "an iteration: %d small sums, median %.1f ms, best %.1f ms; with %d of gradients, median %.1f ms, best %.1f"
                            + " ms%n",
                    small.size(), ofSmall[BLOCKS / 2], ofSmall[0], gradients.size(), all[BLOCKS / 2], all[0]);
        }
    }

    /** Returns the elements of a sum that has the mean, the mean of squares, and one count. */
    private static int sumsAndCount(int channels) {
        return 2 * channels + 1;
    }

    private void allReduceZeros(DType type, int size) {
        try (Tensor tensor = Tensor.zeros(type, device, size)) {
            ranks.allReduce(tensor);
        }
    }

    /** Waits for the sums before, if they are on a GPU; those on the CPU have ended. */
    private void waitForGpu() {
        if (!device.isCpu()) {
            try (Tensor tensor = Tensor.zeros(DType.F32, device, 1)) {
                waitFor(tensor);
            }
        }
    }

    /** Returns the bytes that the network devices of this host have sent, except for those to itself. */
    private static long sentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/dev"))) {
            return lines.map(line -> line.strip().split("[:\\s]+", -1))
                    .filter(fields -> fields.length > 9 && fields[1].matches("\\d+") && !fields[0].equals("lo"))
                    .mapToLong(fields -> Long.parseLong(fields[9]))
                    .sum();
        } catch (IOException e) {
            return 0; // not Linux
        }
    }
}
