package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wgan.data.Dataset;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.IncompatibleCheckpointException;
import wgan.train.RunDirectory;
import wgan.train.TrainingRun;

/** The metadata of checkpoints. The tensors are missing, so a checkpoint whose metadata is right is refused when it is resumed. */
final class CheckpointTarget implements Target {
    private final Path directory;
    private final Path file;
    private final Dataset images;
    private final Map<String, String> metadata;

    CheckpointTarget(Path folder) throws IOException {
        directory = folder.resolve("run");
        file = RunDirectory.checkpointIn(directory);
        images = TrainedRun.images();
        TrainedRun.train(directory, folder.resolve("events"));
        try (SafeTensors checkpoint = SafeTensors.open(file)) {
            metadata = checkpoint.metadata();
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        Map<String, String> rolledBack = new HashMap<>(metadata);
        rolledBack.put("rollbacks", "1");
        rolledBack.put("rolled_back_to_epoch", "0");
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = Map.of("x", Tensor.of(new float[] {1}, 1));
            return List.of(SafeTensorsTarget.bytes(tensors, metadata), SafeTensorsTarget.bytes(tensors, rolledBack));
        }
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"999999999\"",
                "\"0\"",
                "\"-1\"",
                "\"\"",
                "\\n",
                "\"epoch\":",
                "\"step\":",
                "\"steps\":",
                "hyperparameter.");
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(ModelFileException.class, IncompatibleCheckpointException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, input);
        TrainingRun.progressIn(directory, TrainedRun.CONFIG, images)
                .orElseThrow()
                .isLogPoint();
        TrainingRun.open(directory, TrainedRun.CONFIG, images, TrainingRun.Options.DEFAULT)
                .close();
        throw new FaultException("a checkpoint without tensors was resumed");
    }
}
