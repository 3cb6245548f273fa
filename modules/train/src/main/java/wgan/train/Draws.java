package wgan.train;

import wgan.torch.Tensor;

/** What chance gives to one update of the critic, as tensors of the networks' type. */
public interface Draws {
    /** (B, L) latent vectors, of the standard normal distribution. */
    Tensor noise();

    /** (B, 1, 1, 1) numbers, uniform in [0, 1): where between a real and a generated image a third one lies. */
    Tensor mixing();
}
