package wgan.mpi;

import static wgan.outside.CollectiveChecks.expect;
import static wgan.outside.CollectiveChecks.expectRefused;

import wgan.outside.CollectiveChecks;
import wgan.outside.CollectiveTimes;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Collective;

/** One of the processes of a {@link Job}. The first argument states what it does. A wrong result is an exception. */
public final class RankProgram {
    private static final int[] SIZES = {1, 1000, 1_000_000};
    private static final int LARGE = 7_000_000;

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
                case "time" -> new CollectiveTimes(ranks, Device.CPU).printSums();
                case "iteration" -> new CollectiveTimes(ranks, Device.CPU).printIteration();
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
        var checks = new CollectiveChecks(ranks, Device.CPU);
        checks.check(SIZES);
        checks.checkSums(DType.F32, LARGE);
        checkRefusals(ranks);
        checkSignals();
        expect(Tensor.liveCount() == 0, "all tensors are closed");
    }

    private static void checkRefusals(MpiCommunicator ranks) {
        expectRefused(() -> ranks.abort(0), "abort: code is 0, expected 1 to 255");
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
}
