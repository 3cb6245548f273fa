package wgan.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.image.ImageShape;

/**
 * The description of a generator in the metadata of a model file.
 *
 * @param architecture creates the layers of the generator
 * @param latentDim the latent dimension, 1 to {@value Generator#MAX_LATENT_DIM}
 * @param imageShape the shape of the images
 */
public record GeneratorMetadata(GeneratorArchitecture architecture, int latentDim, ImageShape imageShape) {
    private static final String FORMAT_KEY = "format";
    private static final String ARCHITECTURE_KEY = "architecture";
    private static final String LATENT_DIM_KEY = "latent_dim";
    private static final String IMAGE_SHAPE_KEY = "image_shape";

    /** The value in PyTorch's own files, which some readers require. */
    private static final String PYTORCH = "pt";

    private static final List<GeneratorArchitecture> BUILT_IN =
            List.of(GeneratorArchitecture.CONVOLUTIONAL, GeneratorArchitecture.DENSE);

    /** The tensor whose second dimension is the latent dimension, in every built-in architecture. */
    private static final String FIRST_WEIGHT = "fc1.weight";
    /** A tensor that only the dense architecture has. */
    private static final String DENSE_WEIGHT = InferredShape.DENSE_WEIGHT;

    /**
     * Checks the latent dimension.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public GeneratorMetadata {
        Latents.requireDimension(latentDim);
    }

    /** Returns the entries for the metadata of a safetensors file. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FORMAT_KEY, PYTORCH);
        entries.put(ARCHITECTURE_KEY, architecture.name());
        entries.put(LATENT_DIM_KEY, Integer.toString(latentDim));
        entries.put(IMAGE_SHAPE_KEY, imageShape.toString());
        return entries;
    }

    /** Reads the metadata of a file with a built-in architecture; infers it from the tensors if the file has none. */
    static GeneratorMetadata of(SafeTensors file) throws ModelFileException {
        String name = file.metadata().get(ARCHITECTURE_KEY);
        if (name == null) {
            return infer(file);
        }
        Optional<GeneratorArchitecture> architecture =
                BUILT_IN.stream().filter(known -> known.name().equals(name)).findFirst();
        return parse(
                file,
                architecture.orElseThrow(() -> new ModelFileException(file + ": architecture is '"
                        + SafeTensorsHeader.shorten(name) + "', which is not built in, expected "
                        + BUILT_IN.getFirst().name() + " or "
                        + BUILT_IN.getLast().name())));
    }

    /** Reads the metadata of a file with another architecture. */
    static GeneratorMetadata of(SafeTensors file, GeneratorArchitecture expected) throws ModelFileException {
        String name = String.valueOf(file.metadata().get(ARCHITECTURE_KEY));
        if (!name.equals(expected.name())) {
            throw new ModelFileException(file + ": architecture is '" + SafeTensorsHeader.shorten(name)
                    + "', expected '" + expected.name() + "'");
        }
        return parse(file, expected);
    }

    private static GeneratorMetadata parse(SafeTensors file, GeneratorArchitecture architecture)
            throws ModelFileException {
        ImageShape shape = imageShape(file);
        String latentDim = String.valueOf(file.metadata().get(LATENT_DIM_KEY));
        try {
            return new GeneratorMetadata(architecture, Integer.parseInt(latentDim), shape);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file + ": " + LATENT_DIM_KEY + " is '" + SafeTensorsHeader.shorten(latentDim) + "', expected 1 to "
                            + Generator.MAX_LATENT_DIM,
                    e);
        }
    }

    /** Returns the shape in the metadata; a file without it has images of MNIST's shape. */
    private static ImageShape imageShape(SafeTensors file) throws ModelFileException {
        String text = file.metadata().get(IMAGE_SHAPE_KEY);
        if (text == null) {
            return ImageShape.MNIST;
        }
        try {
            return ImageShape.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file + ": " + IMAGE_SHAPE_KEY + " is '" + SafeTensorsHeader.shorten(text)
                            + "', expected one like " + ImageShape.MNIST
                            + " with 1 or 3 channels and sides of 16 to 64 pixels",
                    e);
        }
    }

    private static GeneratorMetadata infer(SafeTensors file) throws ModelFileException {
        List<Long> shape = file.shape(FIRST_WEIGHT);
        if (shape.size() != 2 || shape.get(1) < 1 || shape.get(1) > Generator.MAX_LATENT_DIM) {
            throw new ModelFileException(file + ": " + FIRST_WEIGHT + " has shape " + SafeTensorsHeader.describe(shape)
                    + ", expected (features, latent dimension); it is part of another network");
        }
        int latentDim = Math.toIntExact(shape.get(1));
        return file.names().contains(DENSE_WEIGHT)
                ? new GeneratorMetadata(GeneratorArchitecture.DENSE, latentDim, InferredShape.ofDense(file))
                : new GeneratorMetadata(
                        GeneratorArchitecture.CONVOLUTIONAL, latentDim, InferredShape.ofConvolutional(file));
    }
}
