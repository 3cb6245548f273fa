package wgan.checks.gpus;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wgan.mpi.Mpi;
import wgan.mpi.MpiCommunicator;
import wgan.nccl.Nccl;
import wgan.nccl.NcclCommunicator;
import wgan.nccl.NcclException;
import wgan.outside.CollectiveChecks;
import wgan.outside.CollectiveTimes;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Collective;
import wgan.train.DataParallel;
import wgan.train.DataParallel.BatchNormStatistics;
import wgan.train.ObjectiveType;
import wgan.train.ParallelTraining;

/**
 * One of the processes that exchange tensors on GPUs. A launcher of MPI starts them; without one the process is alone.
 *
 * <p>Arguments: {@code nccl}, or {@code mpi} for copies through the memory of the host; the device of this process, {@code local} for the GPU of
 * its rank on this machine; and what it does. A wrong result is an exception, and ends all processes.
 */
public final class GpuRank {
    private static final int[] SIZES = {1, 1000, 1_000_000, 7_000_000};
    private static final int FAILURE = 42;
    private static final long SECONDS_TO_WAIT = 2;
    private static final long SECONDS_TO_END = 30;
    private static final double TOLERANCE = 1e-9;

    private final Collective processes;
    private final Collective ranks;
    private final Device device;

    private GpuRank(Collective processes, Collective ranks, Device device) {
        this.processes = processes;
        this.ranks = ranks;
        this.device = device;
    }

    /** Runs the program. */
    public static void main(String[] arguments) throws InterruptedException {
        MpiCommunicator mpi = Mpi.launcher().isPresent() ? Mpi.get().connect() : null;
        Collective processes = mpi == null ? Collective.SINGLE : mpi;
        try {
            Device device = device(arguments[1]);
            if (arguments[0].equals("mpi")) {
                new GpuRank(processes, processes, device).run(arguments[2]);
            } else {
                NcclCommunicator gpus = Nccl.get().connect(processes, device);
                new GpuRank(processes, gpus, device).run(arguments[2]);
                gpus.disconnect();
                gpus.disconnect(); // does nothing
            }
            System.out.println("rank " + processes.rank() + " of " + processes.size() + " on " + device + ": "
                    + arguments[2] + " ended");
        } catch (RuntimeException | Error e) {
            System.out.println("rank " + processes.rank() + " of " + processes.size() + ": " + e);
            if (mpi == null) {
                System.exit(FAILURE);
            }
            mpi.abort(FAILURE);
        }
        if (mpi != null) {
            mpi.disconnect();
        }
    }

    private static Device device(String name) {
        if (!name.equals("local")) {
            return Device.parse(name);
        }
        return Device.cuda(
                Mpi.launcher().isEmpty() ? 0 : Mpi.launcher().get().localRank().orElse(0));
    }

    private void run(String command) throws InterruptedException {
        switch (command) {
            case "check" -> check();
            case "train" -> train();
            case "time" -> new CollectiveTimes(ranks, device).printSums();
            case "iteration" -> new CollectiveTimes(ranks, device).printIteration();
            case "fail" -> failOnOneRank();
            case "abort" -> abort();
            default -> throw new IllegalArgumentException(command);
        }
    }

    private void check() {
        if (processes.rank() == 0 && ranks instanceof NcclCommunicator) {
            System.out.println(Nccl.get());
        }
        for (Device each : ranks instanceof NcclCommunicator ? List.of(device, Device.CPU) : List.of(device)) {
            new CollectiveChecks(ranks, each).check(SIZES);
        }
        CollectiveChecks.expect(Tensor.liveCount() == 0, "all tensors are closed");
    }

    /** Trains alone and with the other processes, the latter twice. */
    private void train() {
        for (ObjectiveType type : ObjectiveType.values()) {
            double[] alone = ParallelTraining.parameters(type, DataParallel.NONE, device);
            DataParallel parallel = new DataParallel(ranks, BatchNormStatistics.SYNC);
            double[] together = ParallelTraining.parameters(type, parallel, device);
            double difference = ParallelTraining.maxDifference(alone, together);
            if (ranks.rank() == 0) {
                System.out.printf(
                        "%s, %d processes: the largest difference of %d parameters from one process is %.2g%n",
                        type, ranks.size(), alone.length, difference);
            }
            CollectiveChecks.expect(
                    ranks.size() == 1 ? Arrays.equals(together, alone) : difference < TOLERANCE,
                    type + ": the parameters of one process, found a difference of " + difference);
            CollectiveChecks.expect(
                    Arrays.equals(ParallelTraining.parameters(type, parallel, device), together),
                    type + ": equal bits again");
            CollectiveChecks.expect(Arrays.equals(ofFirst(together), together), type + ": equal bits in all processes");
        }
    }

    private double[] ofFirst(double[] numbers) {
        try (Tensor tensor = Tensor.of(numbers, numbers.length)) {
            processes.broadcast(tensor);
            return tensor.toDoubleArray();
        }
    }

    /** The others wait for the last one on the GPU, until the launcher ends them. */
    private void failOnOneRank() {
        if (ranks.rank() == ranks.size() - 1) {
            throw new IllegalStateException("failed on purpose");
        }
        sum(100_000);
    }

    /** All but the last process wait for it on the GPU; another thread of each then ends their communication. */
    private void abort() throws InterruptedException {
        NcclCommunicator gpus = (NcclCommunicator) ranks;
        if (ranks.rank() == ranks.size() - 1) {
            gpus.abort();
        } else {
            Thread waiting = new Thread(() -> {
                try {
                    sum(1_000_000);
                } catch (NcclException | IllegalStateException e) {
                    System.out.println("rank " + ranks.rank() + ": the sum ended with " + e);
                }
            });
            waiting.setDaemon(true);
            waiting.start();
            waiting.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_WAIT));
            System.out.println(
                    "rank " + ranks.rank() + ": the sum " + (waiting.isAlive() ? "waits" : "has ended") + "; abort");
            gpus.abort();
            waiting.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
            CollectiveChecks.expect(!waiting.isAlive(), "the sum ends after abort");
        }
        ofFirst(new double[1]); // MPI still connects the processes
        try {
            sum(1);
        } catch (IllegalStateException e) {
            System.out.println("rank " + ranks.rank() + ": " + e.getMessage());
            return;
        }
        throw new IllegalStateException("expected: no sums after abort");
    }

    /** Adds, and waits for the result. */
    private void sum(int size) {
        try (Tensor tensor = Tensor.zeros(DType.F32, device, size)) {
            ranks.allReduce(tensor);
            tensor.toFloatArray();
        }
    }
}
