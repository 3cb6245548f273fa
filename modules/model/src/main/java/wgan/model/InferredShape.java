package wgan.model;

import java.util.List;
import wgan.image.ImageShape;

/**
 * Infers the shape of a generator's images from the shapes of its tensors, for a file without metadata, as PyTorch writes it. Images are
 * assumed to be square. They are assumed to have MNIST's shape if the tensors are not those of such a generator: loading it then names
 * the first that differs.
 */
final class InferredShape {
    /** The weight of the dense architecture whose first dimension is the number of elements of an image. */
    static final String DENSE_WEIGHT = "fc4.weight";
    /** The weight of the convolutional architecture whose first dimension is that of the smallest stage. */
    private static final String FEATURES_WEIGHT = "fc2.weight";

    private static final int CONVOLUTION_DIMS = 4;
    /** More than any image has; so that numbers of hostile files do not overflow. */
    private static final int MAX_STAGES = 8;

    private InferredShape() {}

    static ImageShape ofDense(SafeTensors file) throws ModelFileException {
        long elements = firstDimension(file, DENSE_WEIGHT); // of an image: C · H · W
        for (int channels : new int[] {1, ImageShape.RGB}) {
            long side = Math.round(Math.sqrt((double) elements / channels));
            if (side * side * channels == elements && isSupported(side)) {
                return new ImageShape(channels, (int) side, (int) side);
            }
        }
        throw notSquare(file, DENSE_WEIGHT, elements);
    }

    static ImageShape ofConvolutional(SafeTensors file) throws ModelFileException {
        int stages = 0;
        List<Long> weight = List.of(); // of the last convolution: (c, C, 4, 4)
        while (file.names().contains("conv" + (stages + 1) + ".0.weight")) {
            stages++;
            weight = file.shape("conv" + stages + ".0.weight");
        }
        if (weight.size() != CONVOLUTION_DIMS || !file.names().contains(FEATURES_WEIGHT)) {
            return ImageShape.MNIST;
        }
        long inputs = weight.get(0);
        long channels = weight.get(1);
        if (inputs < 1 || stages > MAX_STAGES || (channels != 1 && channels != ImageShape.RGB)) {
            return ImageShape.MNIST;
        }
        long features = firstDimension(file, FEATURES_WEIGHT); // of an image at the smallest stage: c · h · w
        long firstChannels = inputs << (stages - 1); // c, by the rule of the architecture
        long base = Math.round(Math.sqrt((double) features / firstChannels));
        long side = base << stages;
        if (base * base * firstChannels != features || !isSupported(side)) {
            throw notSquare(file, FEATURES_WEIGHT, features);
        }
        return new ImageShape((int) channels, (int) side, (int) side);
    }

    private static ModelFileException notSquare(SafeTensors file, String name, long rows) {
        return new ModelFileException(file + ": " + name + " has " + rows
                + " rows, which are not those of square images of 16 to 64 pixels; state architecture, latent_dim and"
                + " image_shape in the file's metadata");
    }

    private static boolean isSupported(long side) {
        return side == (int) side && ImageShape.isSupported((int) side, (int) side);
    }

    private static long firstDimension(SafeTensors file, String name) throws ModelFileException {
        List<Long> shape = file.shape(name);
        return shape.isEmpty() ? 0 : shape.getFirst();
    }
}
