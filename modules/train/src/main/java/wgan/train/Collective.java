package wgan.train;

import wgan.torch.DType;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The processes that train one run together, each on its share of every batch.
 *
 * <p>All processes call the same methods in the same order with tensors of equal shape and type. A tensor is contiguous, on any
 * device. Results depend on the number of processes, but not on their speed or place: sums are added in the order of ranks.
 *
 * <p>Used by one thread at a time. An implementation throws an unchecked exception of its own if the processes cannot
 * communicate; they cannot continue then.
 */
public interface Collective {
    /** A process that trains by itself. */
    Collective SINGLE = new SingleProcess();

    /** Returns the number of this process: 0 to {@link #size} - 1. */
    int rank();

    /** Returns the number of processes, 1 or more. */
    int size();

    /**
     * Sets the elements of the tensor of every process to the sums over all processes, added in the order of ranks: (x0 + x1) + x2
     * .... All processes get equal bits. f16 and bf16 are added in f32 and rounded once.
     *
     * @param tensor of a floating-point type, i32 or i64
     * @throws IllegalArgumentException if it is not contiguous or of another type
     */
    void allReduce(Tensor tensor);

    /**
     * Sets the elements of the tensor of every process to those of rank 0.
     *
     * @param tensor of any type
     * @throws IllegalArgumentException if it is not contiguous
     */
    void broadcast(Tensor tensor);

    /**
     * Requires what {@link #allReduce} states of its tensor. For implementations.
     *
     * @throws IllegalArgumentException if it is not contiguous or has no sum
     */
    static void requireSummable(Tensor tensor) {
        requireContiguous("allReduce", tensor);
        if (tensor.dtype() == DType.BOOL || tensor.dtype() == DType.U8) {
            throw new IllegalArgumentException(
                    "allReduce: " + tensor + " has no sum, expected a floating-point type, i32 or i64");
        }
    }

    /**
     * Requires what every operation states of its tensor. For implementations.
     *
     * @param operation for the message
     * @throws IllegalArgumentException if it is not contiguous
     */
    static void requireContiguous(String operation, Tensor tensor) {
        if (!tensor.isContiguous()) {
            throw new IllegalArgumentException(
                    operation + ": " + tensor + " is not contiguous; copy it by contiguous()");
        }
    }

    /**
     * Adds the rows of a matrix in the order that {@link #allReduce} promises. For implementations that have received a row from each rank.
     *
     * @param rows (ranks, elements), of a floating-point type, i32 or i64; its first row may be used for the sum
     * @return (elements), of the type of the rows, but f32 for f16 and bf16: the caller rounds once
     */
    static Tensor sumInRankOrder(Tensor rows) {
        try (var scope = TensorScope.open()) {
            DType type = rows.dtype();
            Tensor wide = type == DType.BF16 || type == DType.F16 ? rows.to(DType.F32) : rows;
            Tensor sum = wide.select(0, 0);
            for (int rank = 1; rank < wide.size(0); rank++) {
                sum.add_(wide.select(0, rank));
            }
            return sum.promote();
        }
    }
}
