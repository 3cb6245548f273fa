package wgan.model;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wgan.image.ImageShape;
import wgan.image.Pixels;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * A trained generator, which generates images from latent vectors.
 *
 * <pre>{@code
 * try (Generator generator = Generator.load(Path.of("generator.safetensors"), Device.CPU)) {
 *     BufferedImage digit = generator.sampleImage(Latents.of(new Seed(7), 0, generator.latentDim()));
 * }
 * }</pre>
 *
 * <p>An image depends on its own latent vector only: batch normalization uses the running statistics of training. That is exact up to
 * rounding, which depends on the number of vectors in a call; equal calls give equal bits. A generator lives until it is closed. It can be used by any number of threads at the same time, virtual ones included.
 */
public final class Generator implements AutoCloseable {
    /** The greatest latent dimension: more than any use needs, and small enough to allocate. */
    public static final int MAX_LATENT_DIM = 1 << 12;

    /** The name of the best pretrained generator. */
    public static final String PRETRAINED = "wgan-gp";

    /** The number of images that are generated at once: enough to use the processor well, with a few megabytes of activations. */
    private static final int BATCH = 256;

    private final Network network;
    private final boolean ownsNetwork;
    private final int latentDim;
    private final ImageShape imageShape;

    private Generator(Network network, boolean ownsNetwork, int latentDim, ImageShape imageShape) {
        this.network = network;
        this.ownsNetwork = ownsNetwork;
        this.latentDim = latentDim;
        this.imageShape = imageShape;
    }

    /** Loads the generator {@value #PRETRAINED} onto the CPU; see {@link #pretrained(String, Device)}. */
    public static Generator pretrained() throws IOException {
        return pretrained(PRETRAINED, Device.CPU);
    }

    /**
     * Loads a pretrained generator.
     *
     * @param name of one of the {@linkplain PretrainedModel#all pretrained models}; the module {@code wgan.pretrained} has
     *     {@code wgan} and {@code wgan-gp}, which generate digits like those of MNIST
     * @throws ModelFileException if there is no such model
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     * @throws IOException if it cannot be read
     */
    public static Generator pretrained(String name, Device device) throws IOException {
        try (InputStream in =
                PretrainedModel.find(PretrainedModel.Kind.GENERATOR, name).open()) {
            return load(in, device);
        }
    }

    /** Loads a generator onto the CPU; see {@link #load(Path, Device)}. */
    public static Generator load(Path file) throws IOException {
        return load(file, Device.CPU);
    }

    /** Loads a generator onto the CPU; see {@link #load(InputStream, Device)}. */
    public static Generator load(InputStream in) throws IOException {
        return load(in, Device.CPU);
    }

    /**
     * Loads a generator from a safetensors file.
     *
     * <p>The metadata of the file names the architecture, the latent dimension and the shape of the images. A file without this
     * metadata, as PyTorch writes it from the lab's module, must have the tensors of one of the built-in architectures; its images
     * are square. Weights may be f16, bf16, f32 or f64, and finite; the generator computes in f32. The names of a module that {@code
     * DataParallel} or {@code torch.compile} wrapped are accepted; see {@link SafeTensors}.
     *
     * @throws ModelFileException if the file does not contain such a generator, or has NaN or infinity; the message states the
     *     reason, and what a file of another format is
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     * @throws IOException if it cannot be read
     */
    public static Generator load(Path file, Device device) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return load(tensors, device);
        }
    }

    /**
     * Loads a generator from an open file, which stays open; see {@link #load(Path, Device)}. A program that opens the file first can
     * do so before libtorch is loaded.
     */
    public static Generator load(SafeTensors file, Device device) throws IOException {
        return load(file, GeneratorMetadata.of(file), device);
    }

    /** Loads a generator from a stream of such a file, which is read to its end and not closed; see {@link #load(Path, Device)}. */
    public static Generator load(InputStream in, Device device) throws IOException {
        try (SafeTensors tensors = SafeTensors.read(in)) {
            return load(tensors, device);
        }
    }

    /**
     * Loads a generator of an architecture that is not built in; see {@link #load(Path, Device)}.
     *
     * @throws ModelFileException also if the metadata of the file names another architecture, or no latent dimension
     */
    public static Generator load(Path file, Device device, GeneratorArchitecture architecture) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return load(tensors, GeneratorMetadata.of(tensors, architecture), device);
        }
    }

    private static Generator load(SafeTensors tensors, GeneratorMetadata metadata, Device device) throws IOException {
        Network network = Network.forEvaluation(
                metadata.architecture().layers(metadata.latentDim(), metadata.imageShape()), DType.F32, device);
        try {
            tensors.convertTo(network.state());
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
        return new Generator(network, true, metadata.latentDim(), metadata.imageShape());
    }

    /**
     * Returns a generator that uses a network of the caller, which may be trained between calls.
     *
     * @param network from latent vectors (B, L) to images (B, C, H, W); closing the generator does not close it
     * @param latentDim L
     * @param imageShape (C, H, W)
     * @throws IllegalArgumentException if L is not 1 to {@value #MAX_LATENT_DIM}
     */
    public static Generator of(Network network, int latentDim, ImageShape imageShape) {
        Latents.requireDimension(latentDim);
        return new Generator(network, false, latentDim, imageShape);
    }

    /** Returns the latent dimension L: the number of elements of a latent vector. */
    public int latentDim() {
        return latentDim;
    }

    /** Returns the shape (C, H, W) of the images. */
    public ImageShape imageShape() {
        return imageShape;
    }

    /** Returns the device on which it computes. */
    public Device device() {
        return network.device();
    }

    /**
     * Generates an image from each latent vector.
     *
     * @param latents n vectors of {@link #latentDim()} numbers, one after the other; in training they are from the standard
     *     normal distribution. They are not checked: NaN gives NaN, and numbers far from those of training give no digits
     * @return n images of {@link #imageShape} with numbers in [-1, 1], one after the other: channel after channel, each row by row from
     *     the top left; -1 is black
     * @throws IllegalArgumentException if the length of the array is not a multiple of the latent dimension, or there are more images
     *     than an array can hold
     * @throws IllegalStateException if the generator is closed, or the network generates images of another shape
     */
    public float[] sample(float[] latents) {
        if (network.masterParameters().isClosed()) {
            throw new IllegalStateException("sample: the generator is closed");
        }
        if (latents.length % latentDim != 0) {
            throw new IllegalArgumentException("sample: latents have " + latents.length
                    + " numbers, expected a multiple of the latent dimension " + latentDim);
        }
        int count = latents.length / latentDim;
        int numel = imageShape.numel();
        if (count > Integer.MAX_VALUE / numel) {
            throw new IllegalArgumentException("sample: " + count + " images of " + imageShape
                    + " are more than an array can hold; generate them in parts");
        }
        float[] images = new float[count * numel];
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            float[] batch = new float[size * latentDim];
            System.arraycopy(latents, first * latentDim, batch, 0, batch.length);
            try (var scope = TensorScope.open()) {
                Tensor z = Tensor.of(batch, size, latentDim).to(network.device()); // (B, L)
                Tensor batchImages = network.evaluate(z); // (B, C, H, W)
                requireShape(batchImages);
                float[] generated = batchImages.toFloatArray();
                System.arraycopy(generated, 0, images, first * numel, generated.length);
            }
        }
        return images;
    }

    /**
     * Generates an image from each latent vector.
     *
     * @param latents as for {@link #sample}
     * @return images of {@link #imageShape}, gray or in color; NaN becomes black: see {@link Pixels}
     * @throws IllegalArgumentException as {@link #sample} throws it
     * @throws IllegalStateException as {@link #sample} throws it
     */
    public List<BufferedImage> sampleImages(float[] latents) {
        byte[] images = Pixels.toBytes(sample(latents));
        return IntStream.range(0, images.length / imageShape.numel())
                .mapToObj(i -> Pixels.toImage(images, i * imageShape.numel(), imageShape))
                .toList();
    }

    /**
     * Generates the image of one latent vector.
     *
     * @param latent {@link #latentDim()} numbers
     * @return an image of {@link #imageShape}, gray or in color; NaN becomes black
     * @throws IllegalArgumentException if the array has another length
     * @throws IllegalStateException as {@link #sample} throws it
     */
    public BufferedImage sampleImage(float[] latent) {
        if (latent.length != latentDim) {
            throw new IllegalArgumentException(
                    "sample: latent has " + latent.length + " numbers, expected the latent dimension " + latentDim);
        }
        return sampleImages(latent).getFirst();
    }

    private void requireShape(Tensor images) {
        long[] expected = {images.size(0), imageShape.channels(), imageShape.height(), imageShape.width()};
        if (!Arrays.equals(images.shape(), expected)) {
            throw new IllegalStateException("sample: the network generates images of shape "
                    + Arrays.toString(images.shape()) + ", expected " + Arrays.toString(expected));
        }
    }

    /** Releases the network, if it was loaded. */
    @Override
    public void close() {
        if (ownsNetwork) {
            network.close();
        }
    }
}
