package wgan.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import wgan.model.SafeTensors;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Changes the contents of a checkpoint. */
final class CheckpointFile {
    private CheckpointFile() {}

    /**
     * Writes a file again.
     *
     * @param change of its tensors and of its metadata
     */
    static void change(Path file, BiConsumer<Map<String, Tensor>, Map<String, String>> change) throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            Map<String, String> metadata;
            try (SafeTensors read = SafeTensors.open(file)) {
                for (String name : read.names()) {
                    long[] shape =
                            read.shape(name).stream().mapToLong(Long::longValue).toArray();
                    tensors.put(name, Tensor.zeros(read.dtype(name), Device.CPU, shape));
                }
                read.copyTo(tensors);
                metadata = new LinkedHashMap<>(read.metadata());
            }
            change.accept(tensors, metadata);
            try (OutputStream out = Files.newOutputStream(file)) {
                SafeTensors.write(out, tensors, metadata);
            }
        }
    }
}
