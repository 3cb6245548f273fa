package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.data.Dataset;
import wgan.model.Critic;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The critic that a run has come to, as a judge of images; by the running statistics of training, so that a score depends on
 * its own image only.
 *
 * <p>It lives until it is closed, and is not to be used by two threads at once.
 */
public final class TrainedCritic implements AutoCloseable {
    /** Images that are scored at once: enough to keep the processor busy, and some megabytes of activations. */
    private static final int BATCH = 500;

    private final Network network;

    private TrainedCritic(Network network) {
        this.network = network;
    }

    /**
     * Reads the critic from the checkpoint of a run.
     *
     * @param runDirectory that of {@link RunDirectory}; it may be in use
     * @return none if there is no checkpoint, or its game has no critic but a discriminator, which estimates no distance
     * @throws IOException if the checkpoint cannot be read or holds something else; the message says what
     */
    public static Optional<TrainedCritic> ofRun(Path runDirectory, Device device) throws IOException {
        Path checkpoint = RunDirectory.checkpointIn(runDirectory);
        if (!Files.exists(checkpoint)) {
            return Optional.empty();
        }
        try (SafeTensors tensors = SafeTensors.open(checkpoint)) {
            ObjectiveName objective = Checkpoint.objective(checkpoint, tensors);
            if (!objective.isWasserstein()) {
                return Optional.empty();
            }
            List<NamedLayer> layers = objective.penalizes() ? Critic.layersWithoutBatchNorm() : Critic.layers();
            return Optional.of(read(tensors, layers, device));
        }
    }

    private static TrainedCritic read(SafeTensors tensors, List<NamedLayer> layers, Device device) throws IOException {
        Network network = new Network(layers, DType.F32, device);
        try {
            Map<String, Tensor> state = new LinkedHashMap<>();
            network.state().forEach((name, tensor) -> state.put(AdversarialObjective.CRITIC_PREFIX + name, tensor));
            tensors.copyTo(state);
            return new TrainedCritic(network);
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * How far apart two sets of images are: mean D(real) - mean D(generated), which is the Wasserstein distance up to a factor
     * as far as the critic can tell.
     *
     * @param generated n images of 784 numbers in [-1, 1], one after the other
     */
    public double estimate(Dataset real, float[] generated) {
        return meanScore(real.size(), real::scaled)
                - meanScore(
                        generated.length / Dataset.IMAGE_SIZE,
                        (first, count) -> Arrays.copyOfRange(
                                generated, first * Dataset.IMAGE_SIZE, (first + count) * Dataset.IMAGE_SIZE));
    }

    /** Has the pixels of so many images, from the first one given on. */
    @FunctionalInterface
    private interface Source {
        float[] pixels(int first, int count);
    }

    private double meanScore(int images, Source source) {
        double sum = 0;
        for (int first = 0; first < images; first += BATCH) {
            int count = Math.min(BATCH, images - first);
            try (var scope = TensorScope.open()) {
                Tensor x = Tensor.of(source.pixels(first, count), count, 1, Dataset.ROWS, Dataset.COLUMNS)
                        .to(network.device()); // (B, 1, 28, 28)
                sum += network.evaluate(x).sum().item(); // of (B, 1)
            }
        }
        return sum / images;
    }

    /** Releases the network. */
    @Override
    public void close() {
        network.close();
    }
}
