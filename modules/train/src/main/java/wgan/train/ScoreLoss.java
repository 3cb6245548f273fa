package wgan.train;

import wgan.torch.Tensor;

/** What each network makes small, as a function of the scores that the critic gives. */
interface ScoreLoss {
    /**
     * A loss and its gradient.
     *
     * @param loss without dimensions
     * @param gradient with respect to the scores, of their shape
     */
    record Value(Tensor loss, Tensor gradient) {}

    /**
     * That of the critic.
     *
     * @param scores (2B, 1): of B real images, then of B generated ones
     */
    Value ofCritic(Tensor scores);

    /**
     * That of the generator.
     *
     * @param scores (B, 1) of generated images
     */
    Value ofGenerator(Tensor scores);
}
