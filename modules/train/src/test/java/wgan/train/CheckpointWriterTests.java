package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.model.Generator;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class CheckpointWriterTests {

    private static final int COUNT = 5;
    private static final TrainingListener NO_RECORDER = new TrainingListener() {};

    @TempDir
    private Path directory;

    @Test
    void epoch_writesACheckpointAndAGenerator_andNoOtherFile() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            trainer.run(new CheckpointWriter(trainer, run, NO_RECORDER), () -> false);

            assertThat(files()).containsExactly(".lock", "checkpoints/latest.safetensors", "generator.safetensors");
            assertThat(sample(run.generatorFile())).isEqualTo(sample(trainer));
            try (Trainer resumed = SmallRun.trainer(SmallRun.config(1, 4))) {
                resumed.resume(run.checkpointFile());
                assertThat(resumed.progress()).isEqualTo(trainer.progress());
            }
        }
    }

    @Test
    void save_inTheMiddleOfAnEpoch_replacesTheFiles() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            var writer = new CheckpointWriter(trainer, run, NO_RECORDER);
            writer.save();
            float[] before = sample(run.generatorFile());
            trainer.run(writer, () -> true);
            assertThat(sample(run.generatorFile())).as("no epoch was finished").isEqualTo(before);

            writer.save();

            assertThat(sample(run.generatorFile())).isEqualTo(sample(trainer)).isNotEqualTo(before);
            assertThat(files()).containsExactly(".lock", "checkpoints/latest.safetensors", "generator.safetensors");
        }
    }

    @Test
    void save_notifiesTheRecordersBeforeAnyFileIsWritten() throws IOException {
        List<String> received = new ArrayList<>();
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            var recorder = new TrainingListener() {
                @Override
                public void checkpointing(Progress at) throws IOException {
                    received.add(at.iteration() + " " + files());
                }
            };
            trainer.run(new CheckpointWriter(trainer, run, recorder), () -> false);
        }
        assertThat(received).containsExactly("3 [.lock]");
    }

    @Test
    void save_whoseRecorderFails_keepsThePreviousCheckpoint() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            new CheckpointWriter(trainer, run, NO_RECORDER).save();
            byte[] before = Files.readAllBytes(run.checkpointFile());
            trainer.run(NO_RECORDER, () -> true);
            var failure = new IOException("disk full");
            var recorder = new TrainingListener() {
                @Override
                public void checkpointing(Progress at) throws IOException {
                    throw failure;
                }
            };

            assertThatThrownBy(() -> new CheckpointWriter(trainer, run, recorder).save())
                    .isSameAs(failure);

            assertThat(run.checkpointFile()).hasBinaryContent(before);
        }
    }

    @Test
    void save_thatCannotMoveAFileIntoPlace_leavesNoIncompleteFile() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            Files.createDirectories(run.checkpointFile().resolve("in the way"));

            assertThatThrownBy(() -> new CheckpointWriter(trainer, run, NO_RECORDER).save())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(run.checkpointFile().toString());

            assertThat(files()).containsExactly(".lock", "generator.safetensors");
        }
    }

    /** Otherwise a run that resumes from the checkpoint would be finished, and have no generator. */
    @Test
    void save_thatCannotWriteTheGenerator_leavesNoCheckpoint() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            Files.createDirectories(run.generatorFile().resolve("in the way"));

            assertThatThrownBy(() -> new CheckpointWriter(trainer, run, NO_RECORDER).save())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(run.generatorFile().toString());

            assertThat(files()).containsExactly(".lock");
        }
    }

    @Test
    void save_ofAParameterThatIsNaN_isRefused() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory)) {
            trainer.generator().parameters().getLast().value().fill_(Double.NaN);

            assertThatThrownBy(() -> new CheckpointWriter(trainer, run, NO_RECORDER).save())
                    .isInstanceOf(DivergedException.class)
                    .hasMessageStartingWith("training diverged: at epoch 0, step 0 a parameter is NaN or infinite;");

            assertThat(files()).containsExactly(".lock");
        }
    }

    /** The files below the run directory, in order. */
    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static float[] latents() {
        float[] latents = new float[COUNT * SmallRun.LATENT_DIM];
        new Seed(0).stream(Purpose.LATENT).fillGaussian(latents);
        return latents;
    }

    private static float[] sample(Path generatorFile) throws IOException {
        try (Generator generator = Generator.load(generatorFile, Device.CPU, SmallObjective.GENERATOR)) {
            return generator.sample(latents());
        }
    }

    private static float[] sample(Trainer trainer) {
        try (var scope = TensorScope.open()) {
            return trainer.generator()
                    .evaluate(Tensor.of(latents(), COUNT, SmallRun.LATENT_DIM))
                    .toFloatArray();
        }
    }
}
