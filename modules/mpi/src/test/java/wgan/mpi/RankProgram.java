package wgan.mpi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Collective;

/** One of the processes of a {@link Job}. The first argument states what it does. A wrong result is an exception. */
public final class RankProgram {
    private static final int[] SIZES = {1, 1000, 1_000_000};
    private static final int LARGE = 7_000_000;
    private static final long SEED = 17;
    private static final int BLOCKS = 3;
    private static final int CRITIC_PARAMETERS = 3_265_616;
    private static final int GENERATOR_PARAMETERS = 6_679_120;

    /** The exit code of {@code fail}. */
    static final int FAILURE = 42;

    private RankProgram() {}

    /** Runs the program: {@code check}, {@code fail}, {@code exit}, {@code time} or {@code iteration}. */
    public static void main(String[] arguments) throws InterruptedException {
        if (Mpi.launcher().isEmpty()) {
            System.out.println("no launcher; " + Mpi.find().map(Mpi::toString).orElse("no MPI"));
            return;
        }
        MpiCommunicator ranks = Mpi.get().connect();
        try {
            switch (arguments[0]) {
                case "check" -> check(ranks);
                case "fail" -> failOnOneRank(ranks);
                case "exit" -> exitOnOneRank(ranks);
                case "time" -> time(ranks);
                case "iteration" -> iteration(ranks);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (MpiException | IllegalStateException e) {
            System.out.println("rank " + ranks.rank() + ": " + e.getMessage());
            ranks.abort(FAILURE);
        }
        ranks.disconnect();
        ranks.disconnect(); // does nothing
        try {
            ranks.barrier();
        } catch (IllegalStateException expected) {
            System.out.println("rank " + ranks.rank() + " of " + ranks.size() + " with " + Mpi.get());
        }
    }

    private static void check(MpiCommunicator ranks) {
        for (int size : SIZES) {
            checkFloats(ranks, size);
            checkDoubles(ranks, size);
            checkBroadcast(ranks, size);
        }
        checkFloats(ranks, LARGE);
        checkOtherTypes(ranks);
        checkRefusals(ranks);
        checkSignals();
        expect(Tensor.liveCount() == 0, "all tensors are closed");
    }

    private static void checkFloats(MpiCommunicator ranks, int size) {
        float[] expected = floats(0, size);
        for (int r = 1; r < ranks.size(); r++) {
            float[] other = floats(r, size);
            for (int i = 0; i < size; i++) {
                expected[i] += other[i];
            }
        }
        try (Tensor tensor = Tensor.of(floats(ranks.rank(), size), size)) {
            ranks.allReduce(tensor);
            expect(Arrays.equals(tensor.toFloatArray(), expected), "sums of " + size + " f32 in the order of ranks");
        }
    }

    private static void checkDoubles(MpiCommunicator ranks, int size) {
        double[] expected = doubles(0, size);
        for (int r = 1; r < ranks.size(); r++) {
            double[] other = doubles(r, size);
            for (int i = 0; i < size; i++) {
                expected[i] += other[i];
            }
        }
        try (Tensor tensor = Tensor.of(doubles(ranks.rank(), size), size)) {
            ranks.allReduce(tensor);
            expect(Arrays.equals(tensor.toDoubleArray(), expected), "sums of " + size + " f64 in the order of ranks");
        }
    }

    private static void checkBroadcast(MpiCommunicator ranks, int size) {
        try (Tensor tensor = Tensor.of(floats(ranks.rank(), size), 1, size, 1)) {
            ranks.broadcast(tensor);
            expect(Arrays.equals(tensor.toFloatArray(), floats(0, size)), "the " + size + " elements of rank 0");
        }
    }

    private static void checkOtherTypes(MpiCommunicator ranks) {
        int n = ranks.size();
        long all = n * (n + 1L) / 2;
        try (Tensor counts = Tensor.of(new long[] {ranks.rank() + 1, 1L << 60}, 2);
                Tensor half = Tensor.full(1 + ranks.rank() / 128.0, DType.BF16, Device.CPU, 100_000);
                Tensor expected = Tensor.full(n + n * (n - 1) / 256.0, DType.BF16, Device.CPU, 100_000);
                Tensor none = Tensor.empty(DType.F32, Device.CPU, 0);
                Tensor scalar = Tensor.full(1, DType.F64, Device.CPU)) {
            ranks.allReduce(counts);
            expect(Arrays.equals(counts.toLongArray(), new long[] {all, (long) n << 60}), "sums of i64");
            ranks.allReduce(half);
            expect(Arrays.equals(half.toFloatArray(), expected.toFloatArray()), "sums of bf16, rounded once");
            ranks.allReduce(none);
            ranks.allReduce(scalar);
            expect(scalar.item() == n, "the sum of a 0-dimensional tensor");
        }
    }

    private static void checkRefusals(MpiCommunicator ranks) {
        try (Tensor matrix = Tensor.zeros(DType.F32, Device.CPU, 2, 3);
                Tensor transposed = matrix.t();
                Tensor flags = Tensor.zeros(DType.BOOL, Device.CPU, 2)) {
            expectRefused(() -> ranks.allReduce(transposed), "allReduce: f32 (3, 2) is not contiguous");
            expectRefused(() -> ranks.broadcast(transposed), "broadcast: f32 (3, 2) is not contiguous");
            expectRefused(() -> ranks.allReduce(flags), "allReduce: bool (2) has no sum");
            expectRefused(() -> ranks.abort(0), "abort: code is 0, expected 1 to 255");
        }
        try {
            Mpi.get().connect();
            throw new AssertionError("connected twice");
        } catch (IllegalStateException expected) {
            expect(expected.getMessage().startsWith("connect: this process was connected before"), "a message");
        }
    }

    /** The JVM finds the use of null by a signal. A library that replaces the handler of that signal would end the process. */
    private static void checkSignals() {
        int[][] arrays = {new int[1], null};
        int thrown = 0;
        for (int i = 0; i < 200_000; i++) {
            try {
                thrown += lengthOf(arrays[i > 190_000 ? i % 2 : 0]) - 1;
            } catch (NullPointerException expected) {
                thrown++;
            }
        }
        expect(thrown == 5000 - 1 || thrown == 5000, "exceptions for null, found " + thrown);
    }

    private static int lengthOf(int[] array) {
        return array.length;
    }

    private static void failOnOneRank(MpiCommunicator ranks) {
        if (ranks.rank() == ranks.size() - 1) {
            throw new IllegalStateException("failed on purpose");
        }
        waitForAll(ranks); // for ever
    }

    /** A process that just ends. Its exit code is the launcher's, too. */
    private static void exitOnOneRank(MpiCommunicator ranks) {
        if (ranks.rank() == ranks.size() - 1) {
            System.exit(FAILURE);
        }
        waitForAll(ranks);
    }

    private static void waitForAll(Collective ranks) {
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 100_000)) {
            ranks.allReduce(tensor);
        }
    }

    /** Prints the time of sums by the size of the message, and what one process sends over the network for each. */
    private static void time(MpiCommunicator ranks) {
        for (int size = 1; size <= 1 << 23; size *= 8) {
            try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, size)) {
                ranks.allReduce(tensor); // connects
                int rounds = rounds(ranks, tensor);
                // Means of blocks: what one process waits in a round, the other may wait in the next one.
                double[] times = new double[BLOCKS];
                long sent = sentBytes();
                for (int block = 0; block < BLOCKS; block++) {
                    long start = System.nanoTime();
                    for (int round = 0; round < rounds; round++) {
                        ranks.allReduce(tensor);
                    }
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
    private static int rounds(MpiCommunicator ranks, Tensor tensor) {
        long start = System.nanoTime();
        ranks.allReduce(tensor);
        ranks.allReduce(tensor);
        double seconds = (System.nanoTime() - start) / 1e9 / 2;
        long rounds = Math.max(2, Math.min(500, Math.round(0.3 / seconds)));
        try (Tensor agreed = Tensor.of(new long[] {rounds}, 1)) {
            ranks.broadcast(agreed);
            return (int) agreed.toLongArray()[0];
        }
    }

    /**
     * Prints the time of all sums of an iteration of training: WGAN with the networks for 28 x 28 gray images, batch normalization over all
     * processes, five updates of the critic and one of the generator.
     */
    private static void iteration(MpiCommunicator ranks) {
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
            small.forEach(size -> allReduceZeros(ranks, DType.F64, size));
            long between = System.nanoTime();
            gradients.forEach(size -> allReduceZeros(ranks, DType.F32, size));
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

    private static void allReduceZeros(Collective ranks, DType type, int size) {
        try (Tensor tensor = Tensor.zeros(type, Device.CPU, size)) {
            ranks.allReduce(tensor);
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

    private static float[] floats(int rank, int size) {
        SplittableRandom random = new SplittableRandom(SEED + rank);
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }

    private static double[] doubles(int rank, int size) {
        SplittableRandom random = new SplittableRandom(SEED + rank);
        double[] doubles = new double[size];
        for (int i = 0; i < size; i++) {
            doubles[i] = random.nextDouble() - 0.5;
        }
        return doubles;
    }

    private static void expectRefused(Runnable call, String message) {
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            expect(e.getMessage().startsWith(message), message + ", found " + e.getMessage());
            return;
        }
        throw new IllegalStateException("expected: " + message);
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected: " + what);
        }
    }
}
