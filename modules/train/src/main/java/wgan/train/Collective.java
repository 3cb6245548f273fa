package wgan.train;

import wgan.torch.Tensor;

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
}
