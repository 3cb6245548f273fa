package wgan.mpi;

import java.util.Arrays;
import java.util.SplittableRandom;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Collective;

/** One of the processes of a {@link Job}. The first argument states what it does. A wrong result is an exception. */
public final class RankProgram {
    private static final int[] SIZES = {1, 1000, 1_000_000};
    private static final int LARGE = 7_000_000;
    private static final long SEED = 17;

    /** The exit code of {@code fail}. */
    static final int FAILURE = 42;

    private RankProgram() {}

    /** Runs the program: {@code check}, {@code fail}, {@code exit} or {@code time}. */
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

    /** Prints the time of sums by the size of the message. */
    private static void time(MpiCommunicator ranks) {
        for (int size = 1; size <= 1 << 24; size *= 4) {
            try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, size)) {
                int rounds = Math.max(5, Math.min(200, (1 << 25) / size));
                double best = Double.POSITIVE_INFINITY;
                for (int round = 0; round < rounds; round++) {
                    ranks.barrier();
                    long start = System.nanoTime();
                    ranks.allReduce(tensor);
                    best = Math.min(best, (System.nanoTime() - start) / 1e3);
                }
                if (ranks.rank() == 0) {
                    System.out.printf("%,11d bytes %,10.1f us %6.2f GB/s%n", 4L * size, best, 4 * size / best / 1e3);
                }
            }
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
