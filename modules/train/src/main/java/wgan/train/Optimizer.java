package wgan.train;

import java.util.Map;
import wgan.torch.Tensor;

/**
 * Updates the parameters of a network from their gradients.
 *
 * <p>It works on all parameters at once, on any device. It owns its state; the network belongs to the caller, which calls
 * {@link wgan.model.Network#syncComputeCopy} after a step.
 */
public interface Optimizer extends AutoCloseable {
    /** Sets the learning rate of the steps that follow; 0 until it is set. */
    void setLearningRate(double learningRate);

    /** Updates the parameters from {@link wgan.model.Network#gradients()}. */
    void step();

    /**
     * Returns the state between steps, by PyTorch's names, for a checkpoint to read or write. {@link Trainer} sets elements of f32 tensors whose
     * magnitude is 1e-32 or less to 0 every 200 iterations: a processor is slow with subnormal numbers.
     */
    Map<String, Tensor> state();

    @Override
    void close();
}
