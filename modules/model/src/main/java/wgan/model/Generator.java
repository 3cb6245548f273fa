package wgan.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import wgan.model.Network.NamedLayer;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The lab's generator: latent vectors (B, L) to images (B, 1, 28, 28) in [-1, 1].
 *
 * <p>{@link #layers} is the network for training. An object of this class is a trained one that draws:
 *
 * <pre>{@code
 * try (Generator generator = Generator.load(Path.of("generator.safetensors"), Device.CPU)) {
 *     float[] images = generator.draw(latents);
 * }
 * }</pre>
 */
public final class Generator implements AutoCloseable {
    /** Pixels of a image's side. */
    public static final int SIDE = 28;
    /** Pixels of a image. */
    public static final int PIXELS = SIDE * SIDE;

    /** The most numbers a latent vector may have; far beyond use, and small enough to allocate. */
    public static final int MAX_LATENT_DIM = 1 << 12;

    /** The tensor whose second dimension tells the latent dimension. */
    private static final String FIRST_WEIGHT = "fc1.weight";
    /** Numbers that the first layer makes of a latent vector. */
    private static final int FIRST_WIDTH = 1024;
    /** Images that are drawn at once: enough to keep the processor busy, and a few megabytes of activations. */
    private static final int BATCH = 256;

    private final Network network;
    private final int latentDim;

    private Generator(Network network, int latentDim) {
        this.network = network;
        this.latentDim = latentDim;
    }

    /**
     * New layers, by their names in the lab's PyTorch module.
     *
     * @param latentDim L, numbers in a latent vector
     */
    public static List<NamedLayer> layers(int latentDim) {
        return List.of(
                new NamedLayer("fc1", new Linear(latentDim, FIRST_WIDTH)), // (B, 1024)
                new NamedLayer("br1.0", new BatchNorm(FIRST_WIDTH)),
                new NamedLayer("br1.1", new Relu()),
                new NamedLayer("fc2", new Linear(FIRST_WIDTH, 128 * 7 * 7)), // (B, 6272)
                new NamedLayer("br2.0", new BatchNorm(128 * 7 * 7)),
                new NamedLayer("br2.1", new Relu()),
                new NamedLayer("reshape", new Reshape(128, 7, 7)), // (B, 128, 7, 7)
                new NamedLayer("conv1.0", Convolution.transposed(128, 64, 4, 2, 1)), // (B, 64, 14, 14)
                new NamedLayer("conv1.1", new BatchNorm(64)),
                new NamedLayer("conv1.2", new Relu()),
                new NamedLayer("conv2.0", Convolution.transposed(64, 1, 4, 2, 1)), // (B, 1, 28, 28)
                new NamedLayer("conv2.1", new Tanh()));
    }

    /**
     * Reads a trained generator from a safetensors file, ours or one that PyTorch wrote from the lab's module; one of
     * {@link DenseGenerator}'s layers just as well.
     *
     * @throws IOException if the file cannot be read or holds something else; the message says what
     */
    public static Generator load(Path file, Device device) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            boolean dense = tensors.names().contains(DenseGenerator.LAST_WEIGHT);
            List<Long> shape = tensors.shape(FIRST_WEIGHT);
            if (shape.size() != 2 || shape.get(1) < 1 || shape.get(1) > MAX_LATENT_DIM) {
                throw new ModelFileException(
                        file + ": " + FIRST_WEIGHT + " has shape " + SafeTensorsHeader.describe(shape)
                                + ", expected (" + (dense ? DenseGenerator.FIRST_WIDTH : FIRST_WIDTH)
                                + ", latent dimension); it belongs to another network");
            }
            int latentDim = Math.toIntExact(shape.get(1));
            List<NamedLayer> layers = dense ? DenseGenerator.layers(latentDim) : layers(latentDim);
            Network network = new Network(layers, DType.F32, device);
            try {
                tensors.copyTo(network.state());
            } catch (IOException | RuntimeException e) {
                network.close();
                throw e;
            }
            return new Generator(network, latentDim);
        }
    }

    /** L, numbers in a latent vector. */
    public int latentDim() {
        return latentDim;
    }

    /** Where it draws. */
    public Device device() {
        return network.device();
    }

    /**
     * Draws a image from each latent vector, by the running statistics of training: a image depends on its own vector
     * only.
     *
     * @param latents n vectors of {@link #latentDim()} numbers, one after the other; normally distributed in training
     * @return n images of {@link #PIXELS} numbers in [-1, 1], row by row from the top left
     */
    public float[] draw(float[] latents) {
        return draw(network, latentDim, latents);
    }

    /**
     * The same of a network of such {@link #layers} that somebody else has, and may be training; nothing of it changes.
     *
     * @param latentDim L, what its layers take
     */
    public static float[] draw(Network network, int latentDim, float[] latents) {
        if (latents.length % latentDim != 0) {
            throw new IllegalArgumentException(
                    "draw: " + latents.length + " numbers, expected a multiple of the latent dimension " + latentDim);
        }
        int count = latents.length / latentDim;
        float[] images = new float[Math.multiplyExact(count, PIXELS)];
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            float[] batch = new float[size * latentDim];
            System.arraycopy(latents, first * latentDim, batch, 0, batch.length);
            try (var scope = TensorScope.open()) {
                var z = Tensor.of(batch, size, latentDim).to(network.device()); // (B, L)
                float[] drawn = network.evaluate(z).toFloatArray(); // (B, 1, 28, 28)
                System.arraycopy(drawn, 0, images, first * PIXELS, drawn.length);
            }
        }
        return images;
    }

    /** Releases the network. */
    @Override
    public void close() {
        network.close();
    }
}
