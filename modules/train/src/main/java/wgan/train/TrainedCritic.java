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
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The critic of a run, in evaluation mode: batch normalization uses the running statistics of training, so that a score depends on its
 * own image only.
 *
 * <p>It lives until it is closed. It can be used by several threads at the same time.
 */
public final class TrainedCritic implements AutoCloseable {
    /** The number of images that are scored at once: enough to use the processor well, with a few megabytes of activations. */
    private static final int BATCH = 500;

    private final Network network;

    private TrainedCritic(Network network) {
        this.network = network;
    }

    /**
     * Reads the critic from the checkpoint of a run.
     *
     * @param runDirectory the path of a {@link RunDirectory}, which may be in use
     * @return empty if there is no checkpoint, or its objective is not built in or does not estimate a Wasserstein distance
     * @throws IOException if the checkpoint cannot be read, or does not contain the critic; the message states the reason
     */
    public static Optional<TrainedCritic> ofRun(Path runDirectory, Device device) throws IOException {
        Path checkpoint = RunDirectory.checkpointIn(runDirectory);
        if (!Files.exists(checkpoint)) {
            return Optional.empty();
        }
        try (SafeTensors tensors = SafeTensors.open(checkpoint)) {
            Optional<Objective> objective = ObjectiveType.find(Checkpoint.objective(checkpoint, tensors))
                    .map(ObjectiveType::defaults)
                    .filter(Objective::estimatesWassersteinDistance);
            return objective.isPresent()
                    ? Optional.of(read(tensors, objective.get().criticLayers(), device))
                    : Optional.empty();
        }
    }

    private static TrainedCritic read(SafeTensors tensors, List<NamedLayer> layers, Device device) throws IOException {
        Network network = new Network(layers, DType.F32, device);
        try {
            Map<String, Tensor> state = new LinkedHashMap<>();
            network.state().forEach((name, tensor) -> state.put(AdversarialNetworks.CRITIC_PREFIX + name, tensor));
            tensors.copyTo(state);
            return new TrainedCritic(network);
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * Estimates the Wasserstein distance between two sets of images up to a factor: mean D(real) - mean D(generated).
     *
     * @param real real images, at least one
     * @param generated n images of 784 numbers in [-1, 1], one after the other, at least one
     */
    public double estimate(Dataset real, float[] generated) {
        return meanScore(real.size(), real::scaled)
                - meanScore(
                        generated.length / Dataset.IMAGE_SIZE,
                        (first, count) -> Arrays.copyOfRange(
                                generated, first * Dataset.IMAGE_SIZE, (first + count) * Dataset.IMAGE_SIZE));
    }

    /** Returns the pixels of {@code count} images, from the given one on. */
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
