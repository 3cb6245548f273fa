package wgan.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.torch.Device;
import wgan.train.Precision;
import wgan.train.Rules;
import wgan.train.TrainingConfig;

/** The options that decide what training computes, whatever the game is. */
final class Hyperparameters {
    private static final String AUTO = "auto";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private DataSource source;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "Use the first N images only; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "How often to go through the images, over all (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "B",
            defaultValue = "128",
            description = "Images in a batch (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--latent-dim",
            paramLabel = "L",
            defaultValue = "100",
            description = "Numbers that a image is drawn from (default: ${DEFAULT-VALUE}).")
    private int latentDim;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "What everything random follows from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            defaultValue = AUTO,
            description = "The numbers to compute with; auto takes bf16 where the device has it natively"
                    + " (default: ${DEFAULT-VALUE}).")
    private String precision;

    DataSource source() {
        return source;
    }

    /**
     * All of them, checked; a precision of auto is fp32 until {@link #settle} is called.
     *
     * @param rules gives those of the game, or throws what {@link Game#rules} does
     */
    TrainingConfig config(Supplier<Rules> rules) {
        try {
            return new TrainingConfig(
                    rules.get(), source.name(), limit, epochs, batchSize, latentDim, precision(), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /**
     * The configuration for the device.
     *
     * @param log is told what auto chose
     */
    TrainingConfig settle(TrainingConfig config, Device device, PrintWriter log) {
        if (!precision.equals(AUTO)) {
            return config;
        }
        Precision chosen = Precision.automatic(device);
        log.println("precision: " + chosen + ", because the " + (device.isCpu() ? "processor" : "GPU")
                + (chosen == Precision.BF16 ? " has bf16 natively" : " has no native bf16 that is known of"));
        return config.withPrecision(chosen);
    }

    private Precision precision() {
        return switch (precision) {
            case AUTO, "fp32" -> Precision.FP32;
            case "bf16" -> Precision.BF16;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--precision is '" + precision + "', expected auto, fp32 or bf16");
        };
    }
}
