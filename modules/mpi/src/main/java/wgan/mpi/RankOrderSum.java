package wgan.mpi;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import wgan.mpi.ffi.MpiC;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Collective;

/**
 * The sum of the vectors of all processes, added in the order of ranks. MPI's own sum has no fixed order.
 *
 * <p>A vector is cut into one slice for each process. Each process gets its slice from all others, adds them, and sends the sum to all
 * others: every element is sent twice in all, whatever the number of processes, and is added once. Short vectors are sent to all
 * processes, which all add them, because the time of a message does not depend on a few bytes more. The order is the same.
 */
final class RankOrderSum {
    /** Up to this many bytes from all processes together, each process adds all of a vector. */
    private static final long WHOLE_BYTES = 1 << 16;

    /** Longer vectors are added in blocks of this size, so that what is received stays in the caches of the processor. */
    private static final long BLOCK_BYTES = 8 << 20;

    /** A block has at least this many bytes for each process, so that messages do not become too short. */
    private static final long SLICE_BYTES = 1 << 18;

    /** Positions in a block are ints. */
    private static final long MAX_BLOCK_BYTES = 1 << 30;

    private final Abi abi;
    private final int rank;
    private final int size;

    RankOrderSum(Abi abi, int rank, int size) {
        this.abi = abi;
        this.rank = rank;
        this.size = size;
    }

    /** Sets the elements to the sums. The tensor is a contiguous vector on the CPU. */
    void add(Tensor vector) {
        long elements = vector.numel();
        int elementBytes = vector.dtype().bytes();
        if (elements * elementBytes * size <= WHOLE_BYTES) {
            if (elements > 0) {
                addWhole(vector);
            }
            return;
        }
        long block = Math.min(MAX_BLOCK_BYTES, Math.max(BLOCK_BYTES, SLICE_BYTES * size)) / elementBytes;
        for (long start = 0; start < elements; start += block) {
            try (TensorScope scope = TensorScope.open()) {
                addSlices(vector.narrow(0, start, Math.min(block, elements - start)));
            }
        }
    }

    private void addWhole(Tensor vector) {
        int bytes = Math.toIntExact(vector.numel() * vector.dtype().bytes());
        Tensor received = Tensor.empty(vector.dtype(), Device.CPU, size, vector.numel()); // (ranks, elements)
        Calls.check(
                MpiC.MPI_Allgather(
                        memory(vector), bytes, abi.bytes(), memory(received), bytes, abi.bytes(), abi.commWorld()),
                "MPI_Allgather");
        vector.copy_(Collective.sumInRankOrder(received));
    }

    private void addSlices(Tensor block) {
        int elementBytes = block.dtype().bytes();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counts = arena.allocate(JAVA_INT.byteSize() * size, JAVA_INT.byteAlignment());
            MemorySegment positions = arena.allocate(JAVA_INT.byteSize() * size, JAVA_INT.byteAlignment());
            for (int r = 0; r < size; r++) {
                long from = sliceStart(r, block.numel());
                positions.setAtIndex(JAVA_INT, r, (int) from * elementBytes);
                counts.setAtIndex(JAVA_INT, r, (int) (sliceStart(r + 1, block.numel()) - from) * elementBytes);
            }

            long mine = counts.getAtIndex(JAVA_INT, rank) / elementBytes;
            Tensor received = Tensor.empty(block.dtype(), Device.CPU, size, mine); // (ranks, elements of my slice)
            MemorySegment receivedCounts = arena.allocate(JAVA_INT.byteSize() * size, JAVA_INT.byteAlignment());
            MemorySegment receivedPositions = arena.allocate(JAVA_INT.byteSize() * size, JAVA_INT.byteAlignment());
            for (int r = 0; r < size; r++) {
                receivedCounts.setAtIndex(JAVA_INT, r, (int) mine * elementBytes);
                receivedPositions.setAtIndex(JAVA_INT, r, (int) mine * elementBytes * r);
            }
            Calls.check(
                    MpiC.MPI_Alltoallv(
                            memory(block),
                            counts,
                            positions,
                            abi.bytes(),
                            memory(received),
                            receivedCounts,
                            receivedPositions,
                            abi.bytes(),
                            abi.commWorld()),
                    "MPI_Alltoallv");

            Tensor sum = Collective.sumInRankOrder(received).to(block.dtype());
            Calls.check(
                    MpiC.MPI_Allgatherv(
                            memory(sum),
                            (int) mine * elementBytes,
                            abi.bytes(),
                            memory(block),
                            counts,
                            positions,
                            abi.bytes(),
                            abi.commWorld()),
                    "MPI_Allgatherv");
        }
    }

    /** Returns the first element of the slice of a rank; for the number of ranks, the number of elements. */
    private long sliceStart(int rank, long elements) {
        return elements * rank / size;
    }

    private static MemorySegment memory(Tensor tensor) {
        return MemorySegment.ofAddress(tensor.dataPtr());
    }
}
