package wgan.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.Rules.CriticBatches;

/** The games there are, and what is usual in each. */
public enum ObjectiveName {
    /** The original one, of fully connected networks (Goodfellow et al. 2014). */
    GAN("GAN"),
    /** The same, of convolutional networks (Radford, Metz and Chintala 2016). */
    DCGAN("DCGAN"),
    /** With a critic that is clipped (Arjovsky, Chintala and Bottou 2017). */
    WGAN("WGAN"),
    /** With a critic whose slope is penalised (Gulrajani et al. 2017). */
    WGAN_GP("WGAN-GP");

    private final String title;

    ObjectiveName(String title) {
        this.title = title;
    }

    /**
     * The one of that name.
     *
     * @param name as the command line has it
     * @throws IllegalArgumentException if there is none
     */
    public static ObjectiveName of(String name) {
        return Arrays.stream(values())
                .filter(objective -> objective.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("objective is " + name + ", expected one of "
                        + Arrays.stream(values()).map(ObjectiveName::toString).collect(Collectors.joining(", "))));
    }

    /** As people write it, and as TensorBoard's tags begin: {@code GAN}, {@code DCGAN}, {@code WGAN} or {@code WGAN-GP}. */
    public String title() {
        return title;
    }

    /**
     * The usual rules: those of the papers, with one update of each network in turn where nothing is clipped or penalised. The
     * learning rates are those that did best in a sweep: {@code docs/learning-rates.md}.
     */
    public Rules rules() {
        return switch (this) {
            case GAN, DCGAN ->
                new Rules(this, 1, CriticBatches.SAME, null, null, null, null, new LearningRates(5e-4, 5e-4));
            case WGAN ->
                new Rules(this, 5, CriticBatches.SAME, false, 0.01, true, null, new LearningRates(2e-5, 2e-3, 0.5));
            case WGAN_GP ->
                new Rules(this, 5, CriticBatches.SAME, false, null, null, 10.0, new LearningRates(1e-3, 1e-3, 0.5));
        };
    }

    /** Whether the critic's parameters are kept in bounds. */
    boolean clips() {
        return this == WGAN;
    }

    /** Whether the critic's slope is penalised. */
    public boolean penalizes() {
        return this == WGAN_GP;
    }

    /** Whether a critic estimates a Wasserstein distance, rather than a discriminator a probability. */
    public boolean isWasserstein() {
        return this == WGAN || this == WGAN_GP;
    }

    /** Whether the critic can be trained far ahead of the generator, which makes a discriminator too sure to learn from. */
    boolean warmsUp() {
        return isWasserstein();
    }

    /** A game of that name with fresh networks; f32 or bf16 for training, f64 to check the arithmetic. */
    static Objective open(TrainingConfig config, DType dtype, Device device) {
        return switch (config.rules().objective()) {
            case GAN -> GanObjective.dense(config, dtype, device);
            case DCGAN -> GanObjective.convolutional(config, dtype, device);
            case WGAN -> new WganObjective(config, dtype, device);
            case WGAN_GP -> new WganGpObjective(config, dtype, device);
        };
    }

    /** As the command line has it: {@code gan}, {@code dcgan}, {@code wgan} or {@code wgan-gp}. */
    @Override
    public String toString() {
        return title.toLowerCase(Locale.ROOT);
    }
}
