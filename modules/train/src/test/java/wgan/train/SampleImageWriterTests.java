package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.image.ImageShape;

class SampleImageWriterTests {
    private static final Samples SAMPLES = new Samples(new float[64 * 28 * 28], ImageShape.MNIST);

    @TempDir
    private Path directory;

    @Test
    void image_isWrittenAfterEachEpoch() throws IOException {
        try (var run = RunDirectory.open(directory)) {
            new SampleImageWriter(run)
                    .epochFinished(new Progress(2, 3, 1, 1), new Losses(0, OptionalDouble.empty(), 0), SAMPLES);
        }
        assertThat(directory.resolve("samples/epoch-002.png")).hasBinaryContent(SAMPLES.gridPng());
    }

    @Test
    void image_isWrittenAtEachQuarterByItsIteration() throws IOException {
        try (var run = RunDirectory.open(directory)) {
            var images = new SampleImageWriter(run);
            images.sampled(new Progress(0, 4, 0, 500_000), SAMPLES);
            images.sampled(new Progress(3, 4, 500_000, 500_000), SAMPLES);
        }
        assertThat(directory.resolve("samples/step-000000.png")).hasBinaryContent(SAMPLES.gridPng());
        assertThat(directory.resolve("samples/step-2000000.png")).hasBinaryContent(SAMPLES.gridPng());
    }
}
