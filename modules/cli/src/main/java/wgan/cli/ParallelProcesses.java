package wgan.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.mpi.Launcher;
import wgan.mpi.Mpi;
import wgan.mpi.MpiCommunicator;
import wgan.nccl.Nccl;
import wgan.nccl.NcclCommunicator;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TorchException;
import wgan.train.Collective;
import wgan.train.HyperparameterException;
import wgan.train.UnequalProcessesException;

/** The processes that a launcher of MPI has started together, of which this is one; without a launcher only this. */
final class ParallelProcesses {
    /** What exchanges tensors on GPUs. */
    enum Backend {
        /** MPI, through the memory of the host. */
        MPI,
        /** NCCL, from GPU to GPU. */
        NCCL;

        /** Returns the name on command lines. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int NONE = -1;

    private final @Nullable MpiCommunicator communicator; // null without a launcher
    private @Nullable NcclCommunicator gpus; // null if MPI exchanges all tensors
    private boolean haveOptions; // all processes, which none of them has refused

    private ParallelProcesses(@Nullable MpiCommunicator communicator) {
        this.communicator = communicator;
    }

    /** Connects this process to the others. Loads nothing if no launcher has started it. */
    static ParallelProcesses connect() {
        return new ParallelProcesses(Mpi.launcher().isPresent() ? Mpi.get().connect() : null);
    }

    /** Returns the number of processes that the launcher has started; 1 without a launcher, and if it does not state the number. */
    static int started() {
        return stated(Launcher::size).orElse(1);
    }

    /** Returns the number of processes on this machine, which share its processors and GPUs; 1 without a launcher. */
    static int onThisMachine() {
        return Math.max(1, stated(Launcher::localSize).orElse(1));
    }

    /** Returns the number of this process among those on this machine, from 0. */
    static int rankOnThisMachine() {
        return stated(Launcher::localRank).orElse(0);
    }

    private static OptionalInt stated(Function<Launcher, OptionalInt> property) {
        return Mpi.launcher().map(property).orElse(OptionalInt.empty());
    }

    /**
     * Returns what exchanges tensors in training; connects the GPUs of all processes if the backend is NCCL and there are other processes.
     *
     * @param device on which this process trains
     */
    Collective collective(Backend backend, Device device) {
        if (communicator == null) {
            return Collective.SINGLE;
        }
        if (backend == Backend.MPI) {
            return communicator;
        }
        LibTorch.get().require(device.isCpu() ? Device.cuda(0) : device); // the CPU was chosen because there is no GPU
        gpus = Nccl.get().connect(communicator, device);
        return gpus;
    }

    /** Returns whether this process prints and writes files. */
    boolean isRoot() {
        return communicator == null || communicator.rank() == 0;
    }

    /** Returns the writer in the process that prints; in the others one that prints nothing. */
    PrintWriter printing(PrintWriter writer) {
        return isRoot() ? writer : new PrintWriter(Writer.nullWriter());
    }

    /** Waits for the other processes, after this one has done its work. */
    void disconnect() {
        if (gpus != null) {
            gpus.disconnect();
        }
        if (communicator != null) {
            communicator.disconnect();
        }
    }

    /**
     * Waits until all processes have read their options and images. If one of them refuses its options, it calls {@link #abort}, which ends
     * this process.
     */
    void awaitOthers() {
        if (communicator != null && firstThatRefuses(communicator, false) != NONE) {
            communicator.barrier();
        }
    }

    private int firstThatRefuses(MpiCommunicator communicator, boolean isThisOne) {
        haveOptions = true;
        long[] refuses = new long[communicator.size()];
        refuses[communicator.rank()] = isThisOne ? 1 : 0;
        try (Tensor all = Tensor.of(refuses, refuses.length)) {
            communicator.allReduce(all);
            long[] sums = all.toLongArray();
            return IntStream.range(0, sums.length)
                    .filter(rank -> sums[rank] > 0)
                    .findFirst()
                    .orElse(NONE);
        }
    }

    /** Returns whether another process prints the same failure, or an earlier one, and ends this process. */
    private boolean isPrintedByAnother(MpiCommunicator communicator, Exception failure) {
        boolean isRefusal = failure instanceof ParameterException
                || failure instanceof HyperparameterException
                || failure instanceof UnequalProcessesException;
        if (!isRefusal) {
            return false;
        }
        if (haveOptions) { // the settings are compared before they are refused, so all processes refuse the same
            return !isRoot();
        }
        try {
            return firstThatRefuses(communicator, true) != communicator.rank();
        } catch (TorchException e) {
            return false; // without libtorch there are no tensors to exchange
        }
    }

    /** Prints a failure of this process and ends all; returns if there are no others. */
    void abort(Exception failure, CommandLine command) {
        if (communicator == null) {
            return;
        }
        if (isPrintedByAnother(communicator, failure)) {
            communicator.barrier();
        }
        if (!isRoot()) {
            command.getErr().print("process " + communicator.rank() + " of " + communicator.size() + ": ");
        }
        int code = failure instanceof ParameterException usage
                ? ErrorHandler.onUsage(usage, new String[0])
                : ErrorHandler.onExecution(failure, command, command.getParseResult());
        command.getErr().flush();
        communicator.abort(code);
    }
}
