package wgan.train;

import wgan.torch.Tensor;

/** Draws that a test has made. */
record GivenDraws(Tensor noise, Tensor mixing) implements Draws {}
