package wgan.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.evaluate.classifier.Classifier;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.Layer;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** With a generator whose images are synthetic digits, so that their classes are known. */
class ConditionalSamplerTests {
    private static final Seed SEED = new Seed(3);
    private static final int LATENT_DIM = 2;

    private static Dataset digits;
    private static Classifier classifier;
    private static Network network;
    private static Generator generator;

    /** Chooses an image by the first element of a latent vector. */
    private record Gallery(Dataset images) implements Layer {
        @Override
        public Tensor evaluate(Tensor z) {
            float[] latents = z.toFloatArray();
            int count = latents.length / LATENT_DIM;
            int numel = images.shape().numel();
            float[] pixels = new float[count * numel];
            for (int i = 0; i < count; i++) {
                images.copyScaled(index(latents[i * LATENT_DIM]), pixels, i * numel);
            }
            ImageShape shape = images.shape();
            return Tensor.of(pixels, count, shape.channels(), shape.height(), shape.width());
        }

        int index(float latent) {
            return Math.floorMod(Float.floatToIntBits(latent) >> 3, images.size());
        }

        @Override
        public Pass forward(Tensor x, int batches) {
            throw new UnsupportedOperationException("is not trained");
        }
    }

    @BeforeAll
    static void create() throws DataException {
        classifier = Classifier.train(SyntheticImages.training(3_000), new Seed(0), Device.CPU);
        digits = SyntheticImages.test(1_000);
        network = Network.forEvaluation(List.of(new NamedLayer("gallery", new Gallery(digits))), DType.F32, Device.CPU);
        generator = Generator.of(network, LATENT_DIM, ImageShape.MNIST);
    }

    @AfterAll
    static void close() {
        network.close();
        classifier.close();
    }

    @Test
    void sample_hasAnImageOfTheClassInEachPlace() throws ClassNotGeneratedException {
        List<Integer> requested = List.of(2, 0, 2, 6, 2);
        var result = new ConditionalSampler(generator, classifier, SEED).sample(requested);

        try (var scope = TensorScope.open()) {
            double[] p = classifier.classify(result.images()).probabilities().toDoubleArray();
            for (int i = 0; i < requested.size(); i++) {
                assertThat(p[i * 10 + requested.get(i)])
                        .as("image %d", i)
                        .isGreaterThanOrEqualTo(ConditionalSampler.DEFAULT_MIN_PROBABILITY);
            }
        }
        assertThat(generator.sample(result.latents())).isEqualTo(result.images());
        assertThat(result.accepted().keySet()).containsExactly(0, 2, 6);
        assertThat(result.accepted().get(2)).isGreaterThanOrEqualTo(3);
        assertThat(result.acceptanceRate(2)).isBetween(0.02, 0.2);
        assertThat(result.tries()).isPositive();
    }

    @Test
    void sample_isAPureFunctionOfTheSeed() throws ClassNotGeneratedException {
        var first = new ConditionalSampler(generator, classifier, SEED).sample(List.of(1, 4));
        var again = new ConditionalSampler(generator, classifier, SEED).sample(List.of(1, 4));
        var other = new ConditionalSampler(generator, classifier, new Seed(4)).sample(List.of(1, 4));
        assertThat(again.images()).isEqualTo(first.images());
        assertThat(other.images()).isNotEqualTo(first.images());
    }

    @Test
    void sample_endsAtTheBoundOfTries() {
        var sampler = new ConditionalSampler(generator, classifier, SEED, 0.99, 5);
        assertThatThrownBy(() -> sampler.sample(List.of(7, 7, 7, 7, 7, 7)))
                .isInstanceOf(ClassNotGeneratedException.class)
                .hasMessageMatching("class 7: [0-5] of 6 images found among 5 generated ones; the generator rarely"
                        + " generates this class");
    }

    @Test
    void invalidRequests_areRefused() {
        var sampler = new ConditionalSampler(generator, classifier, SEED);
        assertThatThrownBy(() -> sampler.sample(List.of()))
                .hasMessage("conditional sampler: no class is requested, expected at least one");
        assertThatThrownBy(() -> sampler.sample(List.of(3, 10)))
                .hasMessage("conditional sampler: class is 10, expected 0 to 9");
        assertThatThrownBy(() -> new ConditionalSampler(generator, classifier, SEED, 0.5, 5))
                .hasMessage(
                        "conditional sampler: minimum probability is 0.5, expected a number above 0.5 and at most 1");
        assertThatThrownBy(() -> new ConditionalSampler(generator, classifier, SEED, 0.9, 0))
                .hasMessage("conditional sampler: maximum of tries is 0, expected at least 1");
        Generator color = Generator.of(network, LATENT_DIM, new ImageShape(3, 32, 32));
        assertThatThrownBy(() -> new ConditionalSampler(color, classifier, SEED))
                .hasMessage("conditional sampler: the generator has images of 3x32x32, and the classifier has images of"
                        + " 1x28x28");
        assertThatThrownBy(() -> color.sample(new float[LATENT_DIM]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sample: the network generates images of shape [1, 1, 28, 28], expected [1, 3, 32, 32]");
    }
}
