package wgan.nccl;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import wgan.nccl.ffi.NcclC;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Collective;

/**
 * The GPUs of all processes, one of each, connected by NCCL.
 *
 * <p>Tensors on the GPU are exchanged by NCCL. The methods add the work to the stream of the calling thread and return: later operations of
 * that thread get the results. Tensors on the CPU are exchanged by the collective that has connected the processes.
 *
 * <p>A process ends its part by {@link #disconnect} when all processes have finished, or by {@link #abort} when it has failed. This is
 * not {@link AutoCloseable}: at the end of a block that throws, it would wait for processes that wait for this one. The collective that has
 * connected the processes is not ended.
 *
 * <p>May be used by any thread, by one at a time; only {@link #abort} does not wait for another thread.
 */
public final class NcclCommunicator implements Collective {
    private static final int ROOT = 0;

    private final long communicator;
    private final Collective processes;
    private final Device gpu;
    private final CurrentStream stream;
    private final RankOrderSum sum;
    private final AtomicBoolean connected = new AtomicBoolean(true);

    NcclCommunicator(long communicator, Collective processes, Device gpu, CurrentStream stream) {
        this.communicator = communicator;
        this.processes = processes;
        this.gpu = gpu;
        this.stream = stream;
        this.sum = new RankOrderSum(communicator, processes.size());
    }

    @Override
    public int rank() {
        return processes.rank();
    }

    @Override
    public int size() {
        return processes.size();
    }

    /** Returns the GPU of this process. */
    public Device device() {
        return gpu;
    }

    /**
     * {@inheritDoc}
     *
     * <p>On the GPU it takes temporary memory of twice the size of the tensor.
     *
     * @throws IllegalArgumentException also if it is on another GPU
     * @throws NcclException if another process cannot be reached, or could not during an earlier call
     * @throws IllegalStateException if it is disconnected
     */
    @Override
    public synchronized void allReduce(Tensor tensor) {
        if (!isOnGpu("allReduce", tensor)) {
            processes.allReduce(tensor);
            return;
        }
        Collective.requireSummable(tensor);
        onGpu(tensor, flat -> stream.call(address -> sum.add(flat, address)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if it is on another GPU
     * @throws NcclException if another process cannot be reached, or could not during an earlier call
     * @throws IllegalStateException if it is disconnected
     */
    @Override
    public synchronized void broadcast(Tensor tensor) {
        if (!isOnGpu("broadcast", tensor)) {
            processes.broadcast(tensor);
            return;
        }
        onGpu(tensor, flat -> stream.call(address -> broadcast(flat, address)));
    }

    private void broadcast(Tensor flat, long address) {
        MemorySegment memory = MemorySegment.ofAddress(flat.dataPtr());
        long bytes = flat.numel() * flat.dtype().bytes();
        Calls.check(
                NcclC.ncclBroadcast(memory, memory, bytes, NcclC.NCCL_TYPE_BYTE, ROOT, communicator, address),
                "ncclBroadcast");
    }

    /** Waits for the work of this communicator, and for the other processes; a second call does nothing. */
    public synchronized void disconnect() {
        if (connected.getAndSet(false)) {
            stream.call(address -> Calls.check(NcclC.ncclCommDestroy(communicator), "ncclCommDestroy"));
        }
    }

    /**
     * Ends the communication of this process without waiting for the others, which then wait for ever or get an error: they must be ended,
     * too. A second call does nothing.
     *
     * <p>Another thread of this process may be in a call of this object. A function of NCCL that waits then ends; but a call consists of
     * several functions, and the next one would use what NCCL has released, which can crash the process. So end the process next.
     */
    public void abort() {
        if (connected.getAndSet(false)) {
            stream.call(address -> Calls.check(NcclC.ncclCommAbort(communicator), "ncclCommAbort"));
        }
    }

    /** Something that reads and writes the elements of a vector. */
    @FunctionalInterface
    private interface VectorOperation {
        void apply(Tensor flat);
    }

    private void onGpu(Tensor tensor, VectorOperation operation) {
        checkEarlierWork();
        // The view shares the memory, which therefore stays even if another thread closes the tensor meanwhile.
        try (TensorScope scope = TensorScope.open()) {
            operation.apply(tensor.view(tensor.numel()));
        }
    }

    /** NCCL reports the failure of work that is already on the stream at a later call only. */
    private void checkEarlierWork() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(JAVA_INT);
            Calls.check(NcclC.ncclCommGetAsyncError(communicator, error), "ncclCommGetAsyncError");
            Calls.check(error.get(JAVA_INT, 0), "NCCL: an earlier exchange");
        }
    }

    private boolean isOnGpu(String operation, Tensor tensor) {
        if (!connected.get()) {
            throw new IllegalStateException(operation + ": this process is disconnected");
        }
        Device device = tensor.device();
        if (!device.equals(gpu) && !device.isCpu()) {
            throw new IllegalArgumentException(
                    operation + ": " + tensor + " is on " + device + ", expected " + gpu + " or cpu");
        }
        Collective.requireContiguous(operation, tensor);
        return device.equals(gpu);
    }
}
