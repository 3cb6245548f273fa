package wgan.checks.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import wgan.model.LatentFile;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Safetensors files: all tensors, and latent vectors. */
final class SafeTensorsTarget implements Target {
    static final List<String> WORDS = List.of(
            "\"dtype\":",
            "\"shape\":[",
            "\"data_offsets\":[",
            "\"__metadata__\":{",
            "F16",
            "BF16",
            "F32",
            "F64",
            "I64",
            "U8",
            "BOOL",
            "module.",
            "_orig_mod.",
            "latents",
            "9223372036854775807",
            "4294967296",
            "-1",
            "1e400",
            "null",
            "\\u000a");
    private static final int LATENT_DIM = 2;

    private final Path file;

    SafeTensorsTarget(Path folder) {
        file = folder.resolve("a.safetensors");
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        ByteArrayOutputStream latents = new ByteArrayOutputStream();
        LatentFile.write(latents, new float[] {1, 2, 3, 4}, LATENT_DIM);
        try (TensorScope scope = TensorScope.open()) {
            return List.of(
                    latents.toByteArray(),
                    bytes(
                            Map.of(
                                    "module.a", Tensor.zeros(DType.BF16, Device.CPU, 2, 3),
                                    "module.b", Tensor.of(new double[] {1, 2}, 2),
                                    "module.c", Tensor.zeros(DType.BOOL, Device.CPU)),
                            Map.of("format", "pt")),
                    bytes(Map.of("x", Tensor.of(new long[] {7}, 1)), Map.of()));
        }
    }

    /** Returns a file. */
    static byte[] bytes(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(out, tensors, metadata);
        return out.toByteArray();
    }

    @Override
    public List<String> words() {
        return WORDS;
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(ModelFileException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, input);
        ModelFileException refusal = null;
        try {
            LatentFile.read(file, LATENT_DIM);
        } catch (ModelFileException e) {
            refusal = e;
        }
        try (SafeTensors stream = SafeTensors.read(new ByteArrayInputStream(input));
                SafeTensors tensors = SafeTensors.open(file)) {
            FaultException.unless(stream.names().equals(tensors.names()), "other names in a stream");
            FaultException.unless(stream.metadata().equals(tensors.metadata()), "other metadata in a stream");
            for (String name : tensors.names()) {
                copy(tensors, name);
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private static void copy(SafeTensors tensors, String name) throws IOException {
        long[] shape = tensors.shape(name).stream().mapToLong(Long::longValue).toArray();
        try (TensorScope scope = TensorScope.open()) {
            Tensor same = Tensor.empty(tensors.dtype(name), Device.CPU, shape);
            tensors.copyTo(Map.of(name, same));
            if (same.dtype().isFloatingPoint()) {
                tensors.convertTo(Map.of(name, Tensor.empty(DType.F32, Device.CPU, shape)));
            }
        }
    }
}
