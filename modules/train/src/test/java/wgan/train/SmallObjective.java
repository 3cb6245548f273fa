package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.BatchNorm;
import wgan.model.Cast;
import wgan.model.Convolution;
import wgan.model.GeneratorArchitecture;
import wgan.model.Initializer;
import wgan.model.LeakyRelu;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.model.Relu;
import wgan.model.Reshape;
import wgan.model.Tanh;
import wgan.torch.Tensor;

/**
 * An objective with networks of about 6000 parameters instead of its own, which have millions; everything else is that of the
 * objective.
 *
 * <p>The small networks have every kind of layer that the lab's networks have. They are for tests of what happens around the networks:
 * turns, events, checkpoints, files.
 */
record SmallObjective(Objective objective) implements Objective {
    static final GeneratorArchitecture GENERATOR = new SmallGenerator();

    private static final double SLOPE = 0.2;

    private record SmallGenerator() implements GeneratorArchitecture {
        @Override
        public String name() {
            return "small";
        }

        @Override
        public List<NamedLayer> layers(int latentDim, ImageShape shape) {
            int h = shape.height() / 4;
            int w = shape.width() / 4;
            return List.of(
                    new NamedLayer("fc1", new Linear(latentDim, 4 * h * w)), // (B, 4 · h · w)
                    new NamedLayer("br1.0", new BatchNorm(4 * h * w)),
                    new NamedLayer("br1.1", new Relu()),
                    new NamedLayer("reshape", new Reshape(4, h, w)), // (B, 4, h, w)
                    new NamedLayer("conv1.0", Convolution.transposed(4, 4, 4, 2, 1)), // (B, 4, 2 · h, 2 · w)
                    new NamedLayer("conv1.1", new BatchNorm(4)),
                    new NamedLayer("conv1.2", new Relu()),
                    new NamedLayer("conv2.0", Convolution.transposed(4, shape.channels(), 4, 2, 1)), // (B, C, H, W)
                    new NamedLayer("conv2.1", new Tanh()));
        }
    }

    @Override
    public GeneratorArchitecture generator() {
        return GENERATOR;
    }

    /** Has batch normalization only if the objective's own critic has. */
    @Override
    public List<NamedLayer> criticLayers(ImageShape shape) {
        boolean hasBatchNorm =
                objective.criticLayers(shape).stream().anyMatch(named -> named.layer() instanceof BatchNorm);
        int h = shape.height() / 4;
        int w = shape.width() / 4;
        List<NamedLayer> layers = List.of(
                new NamedLayer("conv1.0", Convolution.plain(shape.channels(), 4, 5, 4, 2)), // (B, 4, h, w)
                new NamedLayer("conv1.1", new BatchNorm(4)),
                new NamedLayer("conv1.2", new LeakyRelu(SLOPE)),
                new NamedLayer("flatten", new Reshape(4L * h * w)), // (B, 4 · h · w)
                new NamedLayer("fc1.0", new Linear(4 * h * w, 8)), // (B, 8)
                new NamedLayer("fc1.1", new LeakyRelu(SLOPE)),
                new NamedLayer("cast", new Cast()),
                new NamedLayer("fc2", new Linear(8, 1))); // (B, 1)
        return layers.stream()
                .filter(named -> hasBatchNorm || !(named.layer() instanceof BatchNorm))
                .toList();
    }

    @Override
    public String name() {
        return objective.name();
    }

    @Override
    public String title() {
        return objective.title();
    }

    @Override
    public CriticSchedule criticSchedule() {
        return objective.criticSchedule();
    }

    @Override
    public LearningRateSchedule learningRates() {
        return objective.learningRates();
    }

    @Override
    public Map<String, Object> hyperparameters() {
        return objective.hyperparameters();
    }

    @Override
    public Initializer initializer(Parameter parameter) {
        return objective.initializer(parameter);
    }

    @Override
    public Optimizer generatorOptimizer(Network generator) {
        return objective.generatorOptimizer(generator);
    }

    @Override
    public Optimizer criticOptimizer(Network critic) {
        return objective.criticOptimizer(critic);
    }

    @Override
    public CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform) {
        return objective.criticLoss(critic, real, fake, uniform);
    }

    @Override
    public void constrainCritic(Network critic) {
        objective.constrainCritic(critic);
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return objective.generatorLoss(scores);
    }

    @Override
    public boolean estimatesWassersteinDistance() {
        return objective.estimatesWassersteinDistance();
    }

    @Override
    public boolean hasPenalty() {
        return objective.hasPenalty();
    }
}
