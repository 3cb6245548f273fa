package wgan.bench;

import java.util.List;
import wgan.model.Critic;
import wgan.model.Generator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.TrainingConfig;

/**
 * How many multiplications, each with an addition, the products of a network's forward pass take for one sample.
 *
 * <p>A backward pass takes as many again for the gradients of the parameters, and for the one of the input.
 *
 * @param forward those of all layers
 * @param first those of the first layer with a weight, whose input's gradient training does not want
 */
record MultiplyAdds(long forward, long first) {
    /** Counts those of layers that belong to no network yet; {@code shape} is that of one sample, a batch of one. */
    static MultiplyAdds of(List<NamedLayer> layers, long... shape) {
        long forward = 0;
        long first = 0;
        try (var scope = TensorScope.open();
                var memory = new Network(layers, DType.F32, Device.CPU)) {
            Tensor x = Tensor.zeros(memory.dtype(), memory.device(), shape);
            for (NamedLayer named : layers) {
                Tensor y = named.layer().evaluate(x);
                // A plain convolution meets its weight at each pixel of y, a transposed one at each of x; there are
                // fewer
                // of those than on the other side.
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

    /** Pixels of a image (1, C, H, W); a vector (1, n) is met once. */
    private static long pixels(Tensor sample) {
        return sample.dim() == 4 ? sample.size(2) * sample.size(3) : 1;
    }

    /** What one iteration of the lab's WGAN cannot do without, for each image of the batch. */
    static long ofIteration() {
        TrainingConfig lab = TrainingConfig.lab();
        MultiplyAdds generator = of(GeneratorArchitecture.CONVOLUTIONAL.layers(lab.latentDim()), 1, lab.latentDim());
        MultiplyAdds critic = of(Critic.layers(), 1, 1, Generator.SIDE, Generator.SIDE);
        return lab.rules().criticSteps() * ofCriticStep(generator, critic) + ofGeneratorStep(generator, critic);
    }

    /** A image is drawn; it and a real one are judged, and give the gradients of the critic's parameters. */
    private static long ofCriticStep(MultiplyAdds generator, MultiplyAdds critic) {
        return generator.forward + 2 * (critic.forward + critic.backward());
    }

    /** A image is drawn and judged; the critic gives the gradient of the image, that the ones of the parameters. */
    private static long ofGeneratorStep(MultiplyAdds generator, MultiplyAdds critic) {
        return generator.forward + 2 * critic.forward + generator.backward();
    }

    /** The gradients of the parameters. */
    private long backward() {
        return 2 * forward - first;
    }
}
