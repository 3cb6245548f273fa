package wgan.bench;

import java.util.List;
import wgan.image.ImageShape;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.TrainingConfig;
import wgan.train.Wgan;

/**
 * The number of multiply-adds in the matrix products and convolutions of a network's forward pass, for one sample.
 *
 * <p>A backward pass has the same number for the gradients of the parameters, and again for the gradient of the input.
 *
 * @param forward the number for all layers
 * @param first the number for the first layer that has a weight; training does not need the gradient of its input
 */
record MultiplyAdds(long forward, long first) {
    /**
     * Counts the multiply-adds of a network.
     *
     * @param layers layers of no other network
     * @param shape the shape of a batch of one sample
     */
    static MultiplyAdds of(List<NamedLayer> layers, long... shape) {
        long forward = 0;
        long first = 0;
        try (var scope = TensorScope.open();
                var network = new Network(layers, DType.F32, Device.CPU)) {
            Tensor x = Tensor.zeros(network.dtype(), network.device(), shape);
            for (NamedLayer named : layers) {
                Tensor y = named.layer().evaluate(x);
                // A convolution uses its weight once for each pixel of y, a transposed convolution once for each pixel
                // of x: in both cases the smaller number, since no layer has a stride below 1.
                long pixels = Math.min(pixels(x), pixels(y));
                for (Parameter parameter : named.layer().parameters()) {
                    if (parameter.shape().length > 1) { // a weight
                        forward += parameter.numel() * pixels;
                        first = first == 0 ? forward : first;
                    }
                }
                x = y;
            }
        }
        return new MultiplyAdds(forward, first);
    }

    /** Returns the pixels of an image (1, C, H, W); 1 for a vector (1, n). */
    private static long pixels(Tensor sample) {
        return sample.dim() == 4 ? sample.size(2) * sample.size(3) : 1;
    }

    /**
     * Returns the least number for one iteration of the lab's WGAN, for each image of the batch.
     *
     * @param shape of the images
     */
    static long ofIteration(ImageShape shape) {
        TrainingConfig defaults = TrainingConfig.defaults();
        MultiplyAdds generator =
                of(GeneratorArchitecture.CONVOLUTIONAL.layers(defaults.latentDim(), shape), 1, defaults.latentDim());
        MultiplyAdds critic = of(Critic.layers(shape), 1, shape.channels(), shape.height(), shape.width());
        return Wgan.defaults().criticSchedule().steps() * ofCriticStep(generator, critic)
                + ofGeneratorStep(generator, critic);
    }

    /** An image is generated; the critic scores it and a real one, and its parameters get gradients. */
    private static long ofCriticStep(MultiplyAdds generator, MultiplyAdds critic) {
        return generator.forward + 2 * (critic.forward + critic.backward());
    }

    /** An image is generated and scored; the critic gives the gradient of the image, the generator those of its parameters. */
    private static long ofGeneratorStep(MultiplyAdds generator, MultiplyAdds critic) {
        return generator.forward + 2 * critic.forward + generator.backward();
    }

    /** Returns the number for a backward pass without the gradient of the input. */
    private long backward() {
        return 2 * forward - first;
    }
}
