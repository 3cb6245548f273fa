package wgan.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * A safetensors file of latent vectors: one f32 tensor (n, L).
 *
 * <p>From Python, {@code safetensors.numpy.save_file({"latents": z.astype("float32")}, "z.safetensors")} writes such a file.
 */
public final class LatentFile {
    /** The name of the tensor in the files that {@link #write} writes. */
    private static final String NAME = "latents";

    private LatentFile() {}

    /**
     * Reads latent vectors: the tensor {@code latents}, or the only one, whatever its name is.
     *
     * @param latentDim L, the {@linkplain Generator#latentDim() latent dimension} of the generator
     * @return n × L finite numbers, n at least 1
     * @throws ModelFileException if the file is not such a file, is damaged, or its tensor has another shape or type
     * @throws IOException if it cannot be read
     */
    public static float[] read(Path file, int latentDim) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file);
                var scope = TensorScope.open()) {
            String name = nameIn(tensors.names(), file);
            List<Long> shape = tensors.shape(name);
            DType dtype = tensors.dtype(name);
            if (dtype != DType.F32 || shape.size() != 2 || shape.get(0) < 1 || shape.get(1) != latentDim) {
                throw new ModelFileException(file + ": " + SafeTensorsHeader.shorten(name) + " is " + dtype + " "
                        + SafeTensorsHeader.describe(shape) + ", expected f32 (n, " + latentDim
                        + "), vectors of this model's latent dimension; the vectors may be those of another model");
            }
            Tensor read = Tensor.empty(DType.F32, Device.CPU, shape.get(0), latentDim);
            tensors.copyTo(Map.of(name, read));
            float[] latents = read.toFloatArray();
            requireFinite(latents, latentDim, name, file);
            return latents;
        }
    }

    private static String nameIn(Set<String> names, Path file) throws ModelFileException {
        if (names.contains(NAME)) {
            return NAME;
        }
        if (names.size() != 1) {
            throw new ModelFileException(file + ": has " + names.size() + " tensors, none of them named " + NAME
                    + "; expected one of that name, or only one");
        }
        return names.iterator().next();
    }

    private static void requireFinite(float[] latents, int latentDim, String name, Path file)
            throws ModelFileException {
        for (int i = 0; i < latents.length; i++) {
            if (!Float.isFinite(latents[i])) {
                throw new ModelFileException(file + ": " + SafeTensorsHeader.shorten(name) + " has " + latents[i]
                        + " at (" + i / latentDim + ", " + i % latentDim
                        + "), expected finite numbers");
            }
        }
    }

    /**
     * Writes latent vectors.
     *
     * @param out receives the bytes; not closed
     * @param latents n × L numbers, n at least 1
     * @param latentDim L
     * @throws IllegalArgumentException if there are no vectors, or their numbers are not a multiple of L
     * @throws IOException as the stream throws it
     */
    public static void write(OutputStream out, float[] latents, int latentDim) throws IOException {
        if (latentDim < 1 || latents.length == 0 || latents.length % latentDim != 0) {
            throw new IllegalArgumentException("latent file: latents have " + latents.length
                    + " numbers, expected a positive multiple of the latent dimension " + latentDim);
        }
        try (Tensor tensor = Tensor.of(latents, latents.length / latentDim, latentDim)) {
            SafeTensors.write(out, Map.of(NAME, tensor), Map.of());
        }
    }
}
