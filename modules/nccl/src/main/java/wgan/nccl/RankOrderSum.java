package wgan.nccl;

import java.lang.foreign.MemorySegment;
import wgan.nccl.ffi.NcclC;
import wgan.torch.Tensor;
import wgan.train.Collective;

/**
 * The sum of the vectors of all processes, added in the order of ranks. The order of additions in NCCL's own sum depends on the algorithm
 * that it chooses by the number of bytes and the connections.
 *
 * <p>A vector is cut into one slice for each process. Each process gets its slice from all others, adds them, and sends the sum to all
 * others: every element is sent twice in all, as in NCCL's own sum of a ring. Short vectors are sent to all processes, which all add them.
 */
final class RankOrderSum {
    /** Up to this many bytes from all processes together, each process adds all of a vector. */
    private static final long WHOLE_BYTES = 1 << 16;

    /** Slices begin at multiples of this, so that NCCL copies whole words of the GPU. */
    private static final int ALIGNMENT_BYTES = 128;

    private final long communicator;
    private final int size;

    RankOrderSum(long communicator, int size) {
        this.communicator = communicator;
        this.size = size;
    }

    /** Sets the elements to the sums. The tensor is a contiguous vector. */
    void add(Tensor vector, long stream) {
        long elements = vector.numel();
        if (elements == 0) {
            return;
        }
        if (elements * vector.dtype().bytes() * size <= WHOLE_BYTES) {
            Tensor received = like(vector, size, elements); // (ranks, elements)
            allGather(vector, received, stream);
            vector.copy_(Collective.sumInRankOrder(received));
            return;
        }
        Tensor slices = slices(vector); // (ranks, elements of a slice)
        Tensor mine = like(vector, size, slices.size(1)); // (ranks, elements of my slice)
        exchange(slices, mine, stream);
        allGather(Collective.sumInRankOrder(mine).to(vector.dtype()), slices, stream);
        vector.copy_(slices.view(slices.numel()).narrow(0, 0, elements));
    }

    /** Returns a copy of a vector as slices of equal lengths; what follows the last element is not defined. */
    private Tensor slices(Tensor vector) {
        long unit = ALIGNMENT_BYTES / vector.dtype().bytes();
        long units = (vector.numel() + unit * size - 1) / (unit * size);
        Tensor slices = like(vector, size, units * unit);
        slices.view(slices.numel()).narrow(0, 0, vector.numel()).copy_(vector);
        return slices;
    }

    private static Tensor like(Tensor vector, long rows, long columns) {
        return Tensor.empty(vector.dtype(), vector.device(), rows, columns);
    }

    /** Sends row r to rank r, and receives a row from each rank. */
    private void exchange(Tensor sent, Tensor received, long stream) {
        long bytes = sent.size(1) * sent.dtype().bytes();
        Calls.check(NcclC.ncclGroupStart(), "ncclGroupStart");
        try {
            for (int r = 0; r < size; r++) {
                Calls.check(
                        NcclC.ncclSend(row(sent, r, bytes), bytes, NcclC.NCCL_TYPE_BYTE, r, communicator, stream),
                        "ncclSend");
                Calls.check(
                        NcclC.ncclRecv(row(received, r, bytes), bytes, NcclC.NCCL_TYPE_BYTE, r, communicator, stream),
                        "ncclRecv");
            }
        } catch (RuntimeException e) {
            endGroupAfter(e);
            throw e;
        }
        Calls.check(NcclC.ncclGroupEnd(), "ncclGroupEnd");
    }

    /** Ends a group that has failed. Until then, all later work of this thread would belong to it, and never be done. */
    private static void endGroupAfter(RuntimeException failure) {
        try {
            Calls.check(NcclC.ncclGroupEnd(), "ncclGroupEnd");
        } catch (NcclException e) {
            failure.addSuppressed(e);
        }
    }

    private void allGather(Tensor sent, Tensor received, long stream) {
        long bytes = sent.numel() * sent.dtype().bytes();
        Calls.check(
                NcclC.ncclAllGather(
                        row(sent, 0, 0), row(received, 0, 0), bytes, NcclC.NCCL_TYPE_BYTE, communicator, stream),
                "ncclAllGather");
    }

    private static MemorySegment row(Tensor rows, int row, long bytes) {
        return MemorySegment.ofAddress(rows.dataPtr() + row * bytes);
    }
}
