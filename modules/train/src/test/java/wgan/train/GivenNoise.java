package wgan.train;

import wgan.torch.Tensor;

/** Draws for an objective that needs nothing but noise. */
record GivenNoise(Tensor noise) implements Draws {
    @Override
    public Tensor mixing() {
        throw new AssertionError("never used");
    }
}
