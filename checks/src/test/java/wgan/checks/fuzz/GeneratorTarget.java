package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Generators: their metadata, or what the shapes of the tensors state. The files have too few tensors: all are refused. */
final class GeneratorTarget implements Target {
    private final Path file;

    GeneratorTarget(Path folder) {
        file = folder.resolve("generator.safetensors");
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> weight = Map.of("fc1.weight", Tensor.zeros(DType.F16, Device.CPU, 2, 1));
            return List.of(
                    SafeTensorsTarget.bytes(
                            weight,
                            Map.of(
                                    "architecture",
                                    "dense",
                                    "latent_dim",
                                    "1",
                                    "image_shape",
                                    "1x16x16",
                                    "format",
                                    "pt")),
                    SafeTensorsTarget.bytes(weight, Map.of("architecture", "convolutional", "latent_dim", "1")),
                    SafeTensorsTarget.bytes(weight, Map.of()),
                    SafeTensorsTarget.bytes(
                            Map.of(
                                    "fc1.weight", Tensor.zeros(DType.F16, Device.CPU, 2, 1),
                                    "fc4.weight", Tensor.zeros(DType.F16, Device.CPU, 256, 1)),
                            Map.of()),
                    SafeTensorsTarget.bytes(
                            Map.of(
                                    "fc1.weight", Tensor.zeros(DType.F16, Device.CPU, 2, 1),
                                    "fc2.weight", Tensor.zeros(DType.F16, Device.CPU, 16, 1),
                                    "conv1.0.weight", Tensor.zeros(DType.F16, Device.CPU, 1, 1, 1, 1)),
                            Map.of()));
        }
    }

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(SafeTensorsTarget.WORDS);
        words.addAll(List.of(
                "fc1.weight",
                "fc2.weight",
                "fc4.weight",
                "conv1.0.weight",
                "conv2.0.weight",
                "conv3.0.weight",
                "\"architecture\":",
                "\"latent_dim\":",
                "\"image_shape\":",
                "3x64x64",
                "1x28x28"));
        return words;
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(ModelFileException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, input);
        Generator.load(file, Device.CPU).close();
        throw new FaultException("a generator was loaded from " + input.length + " bytes");
    }
}
