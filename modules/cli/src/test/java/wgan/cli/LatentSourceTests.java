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

class LatentSourceTests {
    private static final int LATENT_DIM = 10;

    @Test
    void nothingSaid_isTheLabsGridOfOneSeed() throws IOException {
        LatentSource source = source("");
        assertThat(latents(source, OutputFormat.GRID)).isEqualTo(Drawing.latents(0, 64, LATENT_DIM));
        assertThat(source.columns()).isEqualTo(8);
        assertThat(source.isWalk()).isFalse();
    }

    @Test
    void seeds_areThoseOfTheSeedOrOfTheList() throws IOException {
        assertThat(latents(source("--seed 5 -n 3"), OutputFormat.IDX)).isEqualTo(Drawing.latents(5, 3, LATENT_DIM));
        assertThat(latents(source("--seeds 3,17"), OutputFormat.GRID)).isEqualTo(stops("3,17"));
    }

    @Test
    void walk_hasARowForEachLegOfAGrid() throws IOException {
        LatentSource source = source("--interpolate 3,17,42 --steps 5");
        assertThat(source.isWalk()).isTrue();
        assertThat(source.columns()).isEqualTo(5);
        float[] path = Latents.path(stops("3,17,42"), LATENT_DIM, 5);
        assertThat(latents(source, OutputFormat.GRID)).isEqualTo(path).hasSize(2 * 5 * LATENT_DIM);
        assertThat(latents(source, OutputFormat.IDX)).isEqualTo(path);
    }

    @Test
    void walk_returnsInAnAnimation() throws IOException {
        LatentSource source = source("--interpolate 3,17,42");
        assertThat(latents(source, OutputFormat.ANIMATION))
                .isEqualTo(Latents.loop(stops("3,17,42"), LATENT_DIM, 16))
                .hasSize(3 * 16 * LATENT_DIM);
    }

    @Test
    void file_isRead(@TempDir Path folder) throws IOException {
        Path file = write(folder, 4);
        LatentSource source = source("--latents " + file);
        assertThat(latents(source, OutputFormat.GRID)).hasSize(4 * LATENT_DIM);
        assertThat(source.columns()).isEqualTo(8);
    }

    @Test
    void fileOfMoreThanAnyoneDraws_isRefused(@TempDir Path folder) throws IOException {
        Path file = write(folder, Drawing.MOST + 1);
        assertThatThrownBy(() -> latents(source("--latents " + file), OutputFormat.GRID))
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

    private static float[] latents(LatentSource source, OutputFormat format) throws IOException {
        return source.latents(LATENT_DIM, format);
    }

    private static float[] stops(String seeds) {
        return Drawing.latents(new Seeds.Converter().convert(seeds), LATENT_DIM);
    }

    private static LatentSource source(String arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return options.source;
    }

    @Command
    private static final class Options {
        @ArgGroup
        private LatentSource source = new LatentSource();
    }
}
