package wgan.mpi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import wgan.mpi.ffi.MpiC;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Collective;

/**
 * All processes that a launcher has started together, connected by MPI.
 *
 * <p>A process ends its part by {@link #disconnect} when all processes have finished, or by {@link #abort} when it has failed: the
 * others wait for it. A process that ends otherwise makes the launcher end the others. That is why this is not {@link
 * AutoCloseable}: at the end of a block that throws, it would wait for processes that wait for this one.
 *
 * <p>May be used by any thread, by one at a time; only {@link #abort} does not wait for another thread. Tensors on a GPU are copied
 * to the memory of the host and back.
 */
public final class MpiCommunicator implements Collective {
    /** Bytes of one call of a broadcast: the number must fit into an int. */
    private static final long BROADCAST_BYTES = 1 << 30;

    private static final int ROOT = 0;

    private final Abi abi;
    private final int rank;
    private final int size;
    private final RankOrderSum sum;
    private boolean connected = true;

    private MpiCommunicator(Abi abi, int rank, int size) {
        this.abi = abi;
        this.rank = rank;
        this.size = size;
        this.sum = new RankOrderSum(abi, rank, size);
    }

    static MpiCommunicator connect(Abi abi, Optional<Launcher> launcher, String version) {
        if (Calls.intOf("MPI_Initialized", MpiC::MPI_Initialized) != 0) {
            throw new MpiException(
                    "MPI: this process has called MPI_Init already, by other code; it is possible once only");
        }
        int provided = Calls.intOf(
                "MPI_Init_thread",
                result -> MpiC.MPI_Init_thread(MemorySegment.NULL, MemorySegment.NULL, abi.threadSerialized(), result));
        long world = abi.commWorld();
        Calls.check(MpiC.MPI_Comm_set_errhandler(world, abi.errorsReturn()), "MPI_Comm_set_errhandler");
        int rank = Calls.intOf("MPI_Comm_rank", result -> MpiC.MPI_Comm_rank(world, result));
        int size = Calls.intOf("MPI_Comm_size", result -> MpiC.MPI_Comm_size(world, result));
        MpiCommunicator communicator = new MpiCommunicator(abi, rank, size);
        if (provided < abi.threadSerialized()) {
            communicator.disconnect();
            throw new MpiException("MPI: " + version + " lets only one thread call it (level " + provided
                    + "), expected " + abi.threadSerialized()
                    + " (MPI_THREAD_SERIALIZED); use an MPI that was built with support of threads");
        }
        int started = launcher.map(l -> l.size().orElse(size)).orElse(size);
        if (started != size) {
            communicator.disconnect();
            throw new MpiException("MPI: " + launcher.orElseThrow() + " has started " + started + " processes, but "
                    + version + " connects " + size + "; name the library of the launcher with system property "
                    + Mpi.PROPERTY + ", or use the launcher of that library");
        }
        return communicator;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * {@inheritDoc}
     *
     * @throws MpiException if a process cannot be reached
     * @throws IllegalStateException if it is disconnected
     */
    @Override
    public synchronized void allReduce(Tensor tensor) {
        requireConnected("allReduce");
        Collective.requireSummable(tensor);
        if (size > 1) {
            onHost(tensor, sum::add);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws MpiException if a process cannot be reached
     * @throws IllegalStateException if it is disconnected
     */
    @Override
    public synchronized void broadcast(Tensor tensor) {
        requireConnected("broadcast");
        Collective.requireContiguous("broadcast", tensor);
        if (size > 1) {
            onHost(tensor, this::broadcastFromHost);
        }
    }

    private void broadcastFromHost(Tensor flat) {
        long bytes = flat.numel() * flat.dtype().bytes();
        for (long offset = 0; offset < bytes; offset += BROADCAST_BYTES) {
            int count = (int) Math.min(BROADCAST_BYTES, bytes - offset);
            MemorySegment memory = MemorySegment.ofAddress(flat.dataPtr() + offset);
            Calls.check(MpiC.MPI_Bcast(memory, count, abi.bytes(), ROOT, abi.commWorld()), "MPI_Bcast");
        }
    }

    /** Waits until all processes have called this. */
    public synchronized void barrier() {
        requireConnected("barrier");
        Calls.check(MpiC.MPI_Barrier(abi.commWorld()), "MPI_Barrier");
    }

    /** Waits for the other processes and ends the communication; a second call does nothing. The process continues. */
    public synchronized void disconnect() {
        if (connected) {
            connected = false;
            Calls.check(MpiC.MPI_Finalize(), "MPI_Finalize");
        }
    }

    /**
     * Ends all processes at once, this one too, without their exit handlers. Does not return. Other threads of this process may be in
     * a call of this object.
     *
     * @param code the exit code of the launcher, 1 to 255
     * @throws IllegalArgumentException if the code is out of range
     * @throws MpiException if MPI cannot end them
     */
    public void abort(int code) {
        if (code < 1 || code > 255) {
            throw new IllegalArgumentException("abort: code is " + code + ", expected 1 to 255");
        }
        System.out.flush();
        System.err.flush();
        Calls.check(MpiC.MPI_Abort(abi.commWorld(), code), "MPI_Abort");
        throw new MpiException("MPI_Abort: the processes were not ended");
    }

    /** Something that reads and writes the elements of a vector on the CPU. */
    @FunctionalInterface
    private interface HostOperation {
        void apply(Tensor flat);
    }

    /** Applies an operation to the elements; those of a GPU are copied to the host and back. */
    private static void onHost(Tensor tensor, HostOperation operation) {
        // The view shares the memory, which therefore stays even if another thread closes the tensor meanwhile.
        try (TensorScope scope = TensorScope.open()) {
            Tensor flat = tensor.view(tensor.numel());
            if (tensor.device().isCpu()) {
                operation.apply(flat);
            } else {
                Tensor host = flat.to(Device.CPU);
                operation.apply(host);
                flat.copy_(host);
            }
        }
    }

    private void requireConnected(String operation) {
        if (!connected) {
            throw new IllegalStateException(operation + ": this process is disconnected");
        }
    }
}
