import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * Copies a generator's file with weights in bf16, which halves its size. Biases and the parameters and statistics of batch
 * normalization keep their type. See README.md for the command.
 */
final class Export {
    private Export() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (SafeTensors in = SafeTensors.open(Path.of(arguments[0]));
                OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            for (String name : in.names()) {
                long[] shape = in.shape(name).stream().mapToLong(Long::longValue).toArray();
                DType type = shape.length >= 2 ? DType.BF16 : in.dtype(name);
                tensors.put(name, Tensor.empty(type, Device.CPU, shape));
            }
            in.convertTo(tensors);
            SafeTensors.write(out, tensors, in.metadata());
        }
    }
}
