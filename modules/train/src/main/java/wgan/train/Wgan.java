package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import wgan.image.ImageShape;
import wgan.model.BatchNorm;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.torch.Tensor;

/**
 * Wasserstein GAN with weight clipping (Arjovsky, Chintala and Bottou 2017, algorithm 1).
 *
 * <pre>
 *   critic:     L_D = -(mean D(x) - mean D(G(z)))     then every parameter of D is clamped to [-c, c]
 *   generator:  L_G = -mean D(G(z))
 * </pre>
 *
 * <p>-L_D estimates the Wasserstein distance up to a factor. Both networks are those of the lab and are optimized by RMSprop.
 *
 * @param criticSchedule when the networks are updated
 * @param clip c, positive; 0.01 in the paper
 * @param clipScale whether c is the bound of every parameter, or is divided by the root of its layer's fan-in
 * @param clipBatchNorm whether the parameters of batch normalization are clamped, too
 * @param learningRates of both networks
 */
public record Wgan(
        CriticSchedule criticSchedule,
        double clip,
        ClipScale clipScale,
        boolean clipBatchNorm,
        LearningRateSchedule learningRates)
        implements Objective {
    /** The bound of a parameter as a function of {@link Wgan#clip()}, c. */
    public enum ClipScale {
        /** c for every parameter, as in the paper. */
        NONE,
        /**
         * c / √(fan-in), where the fan-in is the number of inputs of an output of the parameter's layer; that of batch normalization
         * is 1. With c = 1 it is the bound of PyTorch's initial weights, so that a layer with many inputs does not grow faster than
         * one with few.
         */
        FAN_IN;

        /** Returns the name in files and on command lines. */
        @Override
        public String toString() {
            return this == NONE ? "none" : "fan-in";
        }
    }

    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public Wgan {
        HyperparameterException.requirePositive("clip", clip);
    }

    /** Returns the lab's values, with the best learning rates of a sweep: {@code docs/learning-rates.md}. */
    public static Wgan defaults() {
        return new Wgan(
                new CriticSchedule(5, CriticSchedule.CriticBatches.SAME, CriticSchedule.Warmup.NONE),
                0.01,
                ClipScale.NONE,
                true,
                new CosineDecay(2e-5, 4e-3, 30));
    }

    /** Returns the lab's values with the rates of the paper (Arjovsky, Chintala and Bottou 2017, algorithm 1). */
    public static Wgan paper() {
        return defaults().with(InverseTimeDecay.constant(5e-5, 5e-5));
    }

    private Wgan with(LearningRateSchedule rates) {
        return new Wgan(criticSchedule, clip, clipScale, clipBatchNorm, rates);
    }

    @Override
    public String name() {
        return "wgan";
    }

    @Override
    public String title() {
        return "WGAN";
    }

    @Override
    public Map<String, Object> hyperparameters() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("clip", clip);
        own.put("clip_scale", clipScale.toString());
        own.put("clip_batch_norm", clipBatchNorm);
        return Hyperparameters.of(this, own);
    }

    @Override
    public GeneratorArchitecture generator() {
        return GeneratorArchitecture.CONVOLUTIONAL;
    }

    @Override
    public List<NamedLayer> criticLayers(ImageShape shape) {
        return Critic.layers(shape);
    }

    @Override
    public Optimizer generatorOptimizer(Network generator) {
        return new RmsProp(generator);
    }

    @Override
    public Optimizer criticOptimizer(Network critic) {
        return new RmsProp(critic);
    }

    @Override
    public CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform) {
        return CriticLoss.of(critic, real, fake, WassersteinLoss::critic);
    }

    @Override
    public void constrainCritic(Network critic) {
        if (clipBatchNorm && clipScale == ClipScale.NONE) {
            critic.masterParameters().clamp_(-clip, clip); // all of them at once
            return;
        }
        long fanIn = 1;
        for (Parameter p : critic.parameters(layer -> clipBatchNorm || !(layer instanceof BatchNorm))) {
            if (p.name().equals("weight")) {
                fanIn = fanIn(p.shape());
            } // else it is the bias of the same layer
            double bound = clipScale == ClipScale.NONE ? clip : clip / Math.sqrt((double) fanIn);
            p.value().clamp_(-bound, bound);
        }
    }

    /** Returns the number of inputs of an output, for a weight (outputs, inputs, …) or (channels). */
    private static long fanIn(long[] weightShape) {
        return LongStream.of(weightShape).skip(1).reduce(1, Math::multiplyExact);
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return WassersteinLoss.generator(scores);
    }

    @Override
    public boolean estimatesWassersteinDistance() {
        return true;
    }
}
