package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;

/** Compares with numbers counted by hand: the elements of a layer's weight, times the pixels for which it is used. */
class MultiplyAddsTests {
    private static final long GENERATOR = 100 * 1024 // fc1
            + 1024 * 6272 // fc2
            + 128 * 64 * 4 * 4 * 7 * 7 // conv1, for each pixel of its input
            + 64 * 4 * 4 * 14 * 14; // conv2
    private static final long CRITIC = 32 * 5 * 5 * 14 * 14 // conv1, for each pixel of its output
            + 32 * 64 * 5 * 5 * 7 * 7 // conv2
            + 3136 * 1024 // fc1
            + 1024; // fc2

    @Test
    void generator_has13Million() {
        assertThat(GENERATOR).isEqualTo(13_148_160);
        assertThat(MultiplyAdds.of(GeneratorArchitecture.CONVOLUTIONAL.layers(100, ImageShape.MNIST), 1, 100))
                .isEqualTo(new MultiplyAdds(GENERATOR, 100 * 1024));
    }

    @Test
    void critic_has6Million() {
        assertThat(CRITIC).isEqualTo(5_877_888);
        assertThat(MultiplyAdds.of(Critic.layers(ImageShape.MNIST), 1, 1, 28, 28))
                .isEqualTo(new MultiplyAdds(CRITIC, 32 * 5 * 5 * 14 * 14));
    }

    /** Three stages: 64 = 8 · 2³. */
    @Test
    void ofTheLargestImages_countsAllStages() {
        ImageShape shape = new ImageShape(3, 64, 64);
        long generator = 100 * 1024 // fc1
                + 1024 * 256 * 8 * 8 // fc2
                + 256 * 128 * 4 * 4 * 8 * 8 // conv1
                + 128 * 64 * 4 * 4 * 16 * 16 // conv2
                + 64 * 3 * 4 * 4 * 32 * 32; // conv3
        long critic = 3 * 32 * 5 * 5 * 32 * 32 // conv1
                + 32 * 64 * 5 * 5 * 16 * 16 // conv2
                + 64 * 128 * 5 * 5 * 8 * 8 // conv3
                + 128 * 8 * 8 * 1024 // fc1
                + 1024; // fc2
        assertThat(MultiplyAdds.of(GeneratorArchitecture.CONVOLUTIONAL.layers(100, shape), 1, 100))
                .isEqualTo(new MultiplyAdds(generator, 100 * 1024));
        assertThat(MultiplyAdds.of(Critic.layers(shape), 1, 3, 64, 64))
                .isEqualTo(new MultiplyAdds(critic, 3 * 32 * 5 * 5 * 32 * 32));
        assertThat((double) MultiplyAdds.ofIteration(shape) / MultiplyAdds.ofIteration(ImageShape.MNIST))
                .isBetween(6.0, 7.0);
    }

    /** For a batch of 128 that is 75 GFLOP. */
    @Test
    void ofIteration_omitsUnusedGradients() {
        long criticStep = GENERATOR // generates
                + 2 * CRITIC // scores a generated and a real image
                + 2 * CRITIC // gradients of the weights
                + 2 * (CRITIC - 32 * 5 * 5 * 14 * 14); // gradients between the layers, but not of the images
        long generatorStep = GENERATOR
                + CRITIC // generates and scores
                + CRITIC // gradient of the image, without those of the critic's weights
                + GENERATOR // gradients of the weights
                + GENERATOR
                - 100 * 1024; // gradients between the layers, but not of the latent vectors
        assertThat(MultiplyAdds.ofIteration(ImageShape.MNIST)).isEqualTo(5 * criticStep + generatorStep);
        assertThat(2.0 * 128 * MultiplyAdds.ofIteration(ImageShape.MNIST)).isBetween(74e9, 76e9);
    }
}
