package wgan.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.mpi.Launcher;
import wgan.mpi.Mpi;
import wgan.mpi.MpiCommunicator;
import wgan.train.Collective;
import wgan.train.HyperparameterException;

/** The processes that a launcher of MPI has started together, of which this is one; without a launcher only this. */
final class ParallelProcesses {
    private final @Nullable MpiCommunicator communicator; // null without a launcher

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

    Collective collective() {
        return communicator == null ? Collective.SINGLE : communicator;
    }

    /** Returns whether this process prints and writes files. */
    boolean isRoot() {
        return collective().rank() == 0;
    }

    /** Returns the writer in the process that prints; in the others one that prints nothing. */
    PrintWriter printing(PrintWriter writer) {
        return isRoot() ? writer : new PrintWriter(Writer.nullWriter());
    }

    /** Waits for the other processes, after this one has done its work. */
    void disconnect() {
        if (communicator != null) {
            communicator.disconnect();
        }
    }

    /** Prints a failure of this process and ends all; returns if there are no others. */
    void abort(Exception failure, CommandLine command) {
        if (communicator == null) {
            return;
        }
        boolean isEqualInAll = failure instanceof ParameterException || failure instanceof HyperparameterException;
        if (isEqualInAll && !isRoot()) {
            communicator.barrier(); // rank 0 prints the same, and ends this process
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
