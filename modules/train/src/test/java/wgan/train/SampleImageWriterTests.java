package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleImageWriterTests {

    private static final Progress AFTER_EPOCH_2 = new Progress(2, 3, 1, 1);
    private static final Losses MEANS = new Losses(0, 0);
    private static final Samples SAMPLES = new Samples(new float[] {0.5f}, 1, 1, 1);

    @TempDir
    Path out;

    @Test
    void image_isWrittenAfterEachEpoch() throws IOException {
        try (var run = RunDirectory.open(out)) {
            new SampleImageWriter(run, samples -> new byte[] {(byte) (samples.pixels()[0] * 10)})
                    .epochFinished(AFTER_EPOCH_2, MEANS, SAMPLES);
        }

        assertThat(out.resolve("samples/epoch-002.png")).hasBinaryContent(new byte[] {5});
    }

    @Test
    void image_isWrittenAtEachQuarterByItsIteration() throws IOException {
        try (var run = RunDirectory.open(out)) {
            var images = new SampleImageWriter(run, samples -> new byte[] {1});
            images.drawn(new Progress(0, 4, 0, 500_000), SAMPLES);
            images.drawn(new Progress(3, 4, 500_000, 500_000), SAMPLES);
        }

        assertThat(out.resolve("samples/step-000000.png")).exists();
        assertThat(out.resolve("samples/step-2000000.png")).exists();
    }

    @Test
    void image_thatCannotBeEncoded_leavesNoFile() throws IOException {
        try (var run = RunDirectory.open(out)) {
            var images = new SampleImageWriter(run, samples -> {
                throw new IOException("cannot encode");
            });

            assertThatThrownBy(() -> images.epochFinished(AFTER_EPOCH_2, MEANS, SAMPLES))
                    .hasMessage("cannot encode");
        }

        assertThat(out.resolve("samples")).isEmptyDirectory();
    }
}
