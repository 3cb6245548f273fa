package wgan.train;

import wgan.torch.Tensor;

/**
 * A loss and its gradient.
 *
 * @param value 0-dimensional
 * @param gradient with respect to the scores, of their shape
 */
public record Loss(Tensor value, Tensor gradient) {}
