package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.image.ImageShape;
import wgan.model.Layer.OutputMask;
import wgan.random.Seed;
import wgan.testing.LabNetwork;
import wgan.testing.LabOracle;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.testing.Shapes;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Compares the lab's networks and losses with those of libtorch's own autograd, from the same weights and inputs. */
class LabGradientsTests {
    private static final int LATENT_DIM = 100;
    private static final int BATCH = 6;

    /**
     * The biases before a batch normalization, which subtracts any constant: their exact gradient is 0, and the computed one
     * is a rounding error. It is compared with the norm of the gradient of the whole network instead of its own norm.
     */
    private static Set<String> generatorBiasesWithoutEffect(ImageShape shape) {
        return Stream.concat(Stream.of("fc1.bias", "fc2.bias"), convolutionBiases(shape.stages() - 1))
                .collect(Collectors.toSet());
    }

    /** The same of the critic, and the last bias, which the difference of two mean scores cancels. */
    private static Set<String> criticBiasesWithoutEffect(ImageShape shape) {
        return Stream.concat(Stream.of("fc2.bias"), convolutionBiases(shape.stages()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> convolutionBiases(int stages) {
        return IntStream.rangeClosed(1, stages).mapToObj("conv%d.0.bias"::formatted);
    }

    /** Each shape in both precisions. */
    static Stream<Arguments> shapesAndPrecisions() {
        return Shapes.REPRESENTATIVE.stream()
                .flatMap(shape -> Stream.of(Precision.values()).map(precision -> Arguments.of(shape, precision)));
    }

    enum Precision {
        SINGLE(DType.F32, ScalarType.Float, 1e-5, 1e-4),
        DOUBLE(DType.F64, ScalarType.Double, 1e-13, 1e-11);

        private final DType ours;
        private final ScalarType theirs;
        private final double valueTolerance;
        private final double gradientTolerance;

        Precision(DType ours, ScalarType theirs, double valueTolerance, double gradientTolerance) {
            this.ours = ours;
            this.theirs = theirs;
            this.valueTolerance = valueTolerance;
            this.gradientTolerance = gradientTolerance;
        }
    }

    @ParameterizedTest
    @MethodSource("shapesAndPrecisions")
    void outputs_inTraining_areThoseOfTheLab(ImageShape shape, Precision precision) {
        try (Twins twins = new Twins(shape, precision)) {
            twins.assertSameOutputs(
                    twins.generator.forward(twins.noise).output(),
                    twins.critic.forward(twins.real).output());
        }
    }

    @ParameterizedTest
    @MethodSource("shapesAndPrecisions")
    void outputs_inEvaluation_areThoseOfTheLab(ImageShape shape, Precision precision) {
        try (Twins twins = new Twins(shape, precision)) {
            twins.lab.generator().train(false);
            twins.lab.critic().train(false);
            twins.assertSameOutputs(twins.generator.evaluate(twins.noise), twins.critic.evaluate(twins.real));
        }
    }

    /** One pass over real and generated images gives the results of the lab's two passes. */
    @ParameterizedTest
    @MethodSource("shapesAndPrecisions")
    void criticLoss_hasTheLabsGradients(ImageShape shape, Precision precision) {
        try (Twins twins = new Twins(shape, precision)) {
            double expected = twins.lab.criticLoss(numbers(twins.real), numbers(twins.noise));

            Tensor fake = twins.generator.forward(twins.noise).output();
            Layer.Pass pass = twins.critic.forward(Tensor.cat(List.of(twins.real, fake), 0), 2);
            Tensor scores = pass.output().view(2, BATCH); // real, fake
            double loss = -mean(scores.select(0, 0)) + mean(scores.select(0, 1));
            assertThat(loss).isCloseTo(expected, offset(precision.valueTolerance * Math.abs(expected)));

            assertThat(pass.backward(gradScores(precision), OutputMask.PARAMETERS))
                    .isNull();
            twins.assertSameGradients(twins.critic, twins.lab.critic(), criticBiasesWithoutEffect(shape));
            twins.assertSameState();
        }
    }

    /** dL/dD: -1/B for each real image, 1/B for each generated one; (2B, 1). */
    private static Tensor gradScores(Precision precision) {
        double[] gradient = new double[2 * BATCH];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (i < BATCH ? -1.0 : 1.0) / BATCH;
        }
        return Tensor.of(gradient, gradient.length, 1).to(precision.ours);
    }

    @ParameterizedTest
    @MethodSource("shapesAndPrecisions")
    void generatorLoss_hasTheLabsGradients(ImageShape shape, Precision precision) {
        try (Twins twins = new Twins(shape, precision)) {
            double expected = twins.lab.generatorLoss(numbers(twins.noise));

            Layer.Pass fake = twins.generator.forward(twins.noise);
            Layer.Pass scores = twins.critic.forward(fake.output());
            double loss = -mean(scores.output());
            assertThat(loss).isCloseTo(expected, offset(precision.valueTolerance * Math.abs(expected)));

            Tensor gradScores = scores.output().fullLike(-1.0 / BATCH);
            Tensor gradImages = Objects.requireNonNull(scores.backward(gradScores, OutputMask.INPUT));
            assertThat(fake.backward(gradImages, OutputMask.PARAMETERS)).isNull();
            twins.assertSameGradients(twins.generator, twins.lab.generator(), generatorBiasesWithoutEffect(shape));
            twins.assertSameState();
            assertThat(norm(numbers(twins.critic.gradients()))).as("unchanged").isZero();
        }
    }

    private static double mean(Tensor tensor) {
        return tensor.mean().item();
    }

    private static double[] numbers(Tensor tensor) {
        return tensor.toDoubleArray();
    }

    private static double[] difference(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static double norm(double[] numbers) {
        return Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum());
    }

    /** Both networks in both implementations, with equal values, and a batch for them. */
    private static final class Twins implements AutoCloseable {
        private final Precision precision;
        private final TensorScope scope = TensorScope.open();
        private final Network generator;
        private final Network critic;
        private final LabOracle lab;
        private final Tensor real; // (B, C, H, W)
        private final Tensor noise; // (B, L)

        Twins(ImageShape shape, Precision precision) {
            this.precision = precision;
            generator = new Network(
                    GeneratorArchitecture.CONVOLUTIONAL.layers(LATENT_DIM, shape), precision.ours, Device.CPU);
            critic = new Network(Critic.layers(shape), precision.ours, Device.CPU);
            lab = LabOracle.open(precision.theirs, LATENT_DIM, shape);
            var random = new RandomTensors(new Random(5), precision.ours, Device.CPU);
            generator.initialize(new Seed(5), 0);
            critic.initialize(new Seed(5), 1);
            for (Network network : List.of(generator, critic)) {
                network.state().values().stream()
                        .filter(tensor ->
                                tensor.dim() == 1) // biases and batch normalization, some of which start as 0 or 1
                        .forEach(tensor -> tensor.copy_(tensor.add(random.uniform(-0.2, 0.2, tensor.shape()))));
            }
            generator.state().forEach((name, tensor) -> lab.generator().set(name, tensor.toDoubleArray()));
            critic.state().forEach((name, tensor) -> lab.critic().set(name, tensor.toDoubleArray()));
            real = random.uniform(-1, 1, BATCH, shape.channels(), shape.height(), shape.width());
            noise = random.normal(BATCH, LATENT_DIM);
        }

        void assertSameGradients(Network ours, LabNetwork theirs, Set<String> withoutEffect) {
            double networkNorm = norm(ours.gradients().toDoubleArray());
            List<String> names = List.copyOf(theirs.parameterNames());
            List<Parameter> parameters = ours.parameters();
            assertThat(parameters).hasSameSizeAs(names);
            for (int i = 0; i < names.size(); i++) {
                double[] expected = Oracle.elements(theirs.gradient(names.get(i)));
                double[] actual = parameters.get(i).grad().toDoubleArray();
                double scale = withoutEffect.contains(names.get(i)) ? networkNorm : norm(expected);
                assertThat(norm(difference(actual, expected)) / scale)
                        .as(names.get(i))
                        .isLessThan(precision.gradientTolerance);
            }
        }

        void assertSameOutputs(Tensor images, Tensor scores) {
            var expectedImages = lab.generator().forward(lab.generator().input(numbers(noise)));
            var expectedScores = lab.critic().forward(lab.critic().input(numbers(real)));
            assertThat(Oracle.maxDifference(images, expectedImages)).isLessThan(precision.valueTolerance);
            assertThat(Oracle.maxDifference(scores, expectedScores)).isLessThan(precision.valueTolerance);
            assertSameState();
        }

        void assertSameState() {
            assertSameState(generator, lab.generator());
            assertSameState(critic, lab.critic());
        }

        private void assertSameState(Network ours, LabNetwork theirs) {
            assertThat(ours.state().keySet()).containsExactlyInAnyOrderElementsOf(theirs.names());
            ours.state()
                    .forEach((name, tensor) -> assertThat(Oracle.maxDifference(tensor, theirs.get(name)))
                            .as(name)
                            .isLessThan(precision.valueTolerance));
        }

        @Override
        public void close() {
            lab.close();
            critic.close();
            generator.close();
            scope.close();
        }
    }
}
