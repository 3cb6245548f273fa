package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import wgan.model.LatentFile;
import wgan.model.Latents;
import wgan.model.ModelFileException;

class LatentOptionsTests {
    private static final int LATENT_DIM = 10;

    @Test
    void default_isTheLabsGridOfOneSeed() throws IOException {
        LatentOptions options = options("");
        assertThat(latents(options, OutputFormat.GRID)).isEqualTo(SeedLatents.of(0, 64, LATENT_DIM));
        assertThat(options.columns()).isEqualTo(8);
        assertThat(options.isInterpolation()).isFalse();
    }

    @Test
    void seeds_areThoseOfTheSeedOrOfTheList() throws IOException {
        assertThat(latents(options("--seed 5 -n 3"), OutputFormat.IDX)).isEqualTo(SeedLatents.of(5, 3, LATENT_DIM));
        assertThat(latents(options("--seeds 3,17"), OutputFormat.GRID)).isEqualTo(anchors("3,17"));
    }

    @Test
    void interpolation_hasARowOfTheGridForEachSegment() throws IOException {
        LatentOptions options = options("--interpolate 3,17,42 --steps 5");
        assertThat(options.isInterpolation()).isTrue();
        assertThat(options.columns()).isEqualTo(5);
        float[] path = Latents.path(anchors("3,17,42"), LATENT_DIM, 5);
        assertThat(latents(options, OutputFormat.GRID)).isEqualTo(path).hasSize(2 * 5 * LATENT_DIM);
        assertThat(latents(options, OutputFormat.IDX)).isEqualTo(path);
    }

    @Test
    void interpolation_returnsToTheFirstSeedInAnAnimation() throws IOException {
        LatentOptions options = options("--interpolate 3,17,42");
        assertThat(latents(options, OutputFormat.ANIMATION))
                .isEqualTo(Latents.loop(anchors("3,17,42"), LATENT_DIM, 16))
                .hasSize(3 * 16 * LATENT_DIM);
    }

    @Test
    void file_isRead(@TempDir Path folder) throws IOException {
        Path file = write(folder, 4);
        LatentOptions options = options("--latents " + file);
        assertThat(latents(options, OutputFormat.GRID)).hasSize(4 * LATENT_DIM);
        assertThat(options.columns()).isEqualTo(8);
    }

    @Test
    void fileWithTooManyLatents_isRefused(@TempDir Path folder) throws IOException {
        Path file = write(folder, SeedLatents.MAX_COUNT + 1);
        assertThatThrownBy(() -> latents(options("--latents " + file), OutputFormat.GRID))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": has 100001 latent vectors, expected at most 100000; split it");
    }

    private static Path write(Path folder, int count) throws IOException {
        Path file = folder.resolve("z.safetensors");
        try (var out = Files.newOutputStream(file)) {
            LatentFile.write(out, new float[count * LATENT_DIM], LATENT_DIM);
        }
        return file;
    }

    private static float[] latents(LatentOptions options, OutputFormat format) throws IOException {
        return options.latents(LATENT_DIM, format);
    }

    private static float[] anchors(String seeds) {
        return SeedLatents.of(new Seeds.Converter().convert(seeds), LATENT_DIM);
    }

    private static LatentOptions options(String arguments) {
        TestCommand command = new TestCommand();
        new CommandLine(command).parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return command.options;
    }

    @Command
    private static final class TestCommand {
        @ArgGroup
        private LatentOptions options = new LatentOptions();
    }
}
