package wgan.model;

import wgan.torch.Tensor;

/** Adds tensors over the processes that train a network together. */
@FunctionalInterface
public interface AllReduce {
    /**
     * Sets the elements of the tensor of every process to the sums over all processes. All processes call this in the same order with
     * tensors of equal shape and type, and get equal bits.
     *
     * @param tensor contiguous, of a floating-point type
     */
    void sum(Tensor tensor);
}
