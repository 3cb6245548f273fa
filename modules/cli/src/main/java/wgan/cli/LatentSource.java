package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import wgan.model.LatentFile;
import wgan.model.Latents;
import wgan.model.ModelFileException;

/** The options that say which images: several from one seed, one from each of many, a walk between those, or a file's. */
final class LatentSource {
    @ArgGroup(exclusive = false)
    private FromOneSeed one = new FromOneSeed();

    @Option(
            names = "--seeds",
            paramLabel = "LIST",
            converter = Seeds.Converter.class,
            description = "One image from each of these seeds, such as 0-63 or 3,17,42.")
    private @Nullable Seeds many;

    @ArgGroup(exclusive = false)
    private @Nullable Walk walk;

    @Option(
            names = "--latents",
            paramLabel = "FILE",
            description = "A image from each latent vector of a safetensors file: the f32 tensor (n, L) named"
                    + " latents, or the only one.")
    private @Nullable Path file;

    private static final class FromOneSeed {
        @Option(
                names = {"-n", "--count"},
                paramLabel = "N",
                description = "How many images (default: 64).")
        private int count = Drawing.COUNT;

        @Option(names = "--seed", paramLabel = "S", description = "What the images follow from (default: 0).")
        private long seed;
    }

    private static final class Walk {
        @Option(
                names = "--interpolate",
                required = true,
                paramLabel = "LIST",
                converter = Seeds.Converter.class,
                description = "A walk from the image of each of these seeds to that of the next, by spherical"
                        + " interpolation of their latent vectors. A grid has a row for each leg, which shows both its"
                        + " ends; an animation shows each seed once and returns to the first.")
        private Seeds stops;

        @Option(names = "--steps", paramLabel = "N", description = "Images from a seed to the next (default: 16).")
        private int steps = 16;
    }

    /** Refuses what the options' own types let pass. */
    void validate(CommandLine command) {
        if (one.count < 1 || one.count > Drawing.MOST) {
            throw new ParameterException(command, "-n is " + one.count + ", expected 1 to " + Drawing.MOST);
        }
        if (walk == null) {
            return;
        }
        int stops = walk.stops.values().size();
        if (stops < 2 || stops > Drawing.MOST / 2) {
            throw new ParameterException(
                    command, "--interpolate has " + stops + ", expected 2 to " + Drawing.MOST / 2 + " seeds");
        }
        if (walk.steps < 2 || walk.steps > Drawing.MOST / stops) {
            throw new ParameterException(
                    command,
                    "--steps is " + walk.steps + ", expected 2 to " + Drawing.MOST / stops + " for " + stops
                            + " seeds");
        }
    }

    /** Whether the images change into each other. */
    boolean isWalk() {
        return walk != null;
    }

    /** Images in a row of a grid, unless somebody says otherwise. */
    int columns() {
        return walk == null ? Drawing.COLUMNS : walk.steps;
    }

    /**
     * The latent vectors.
     *
     * @param latentDim L, numbers in each
     * @param format what is made of them: an animation repeats, so a walk returns
     * @return n × L numbers
     * @throws IOException if they are in a file that cannot be read or holds something else
     */
    float[] latents(int latentDim, OutputFormat format) throws IOException {
        if (file != null) {
            return read(file, latentDim);
        }
        if (walk != null) {
            float[] stops = Drawing.latents(walk.stops, latentDim);
            return format == OutputFormat.ANIMATION
                    ? Latents.loop(stops, latentDim, walk.steps)
                    : Latents.path(stops, latentDim, walk.steps);
        }
        return many == null ? Drawing.latents(one.seed, one.count, latentDim) : Drawing.latents(many, latentDim);
    }

    private static float[] read(Path file, int latentDim) throws IOException {
        float[] latents = LatentFile.read(file, latentDim);
        int count = latents.length / latentDim;
        if (count > Drawing.MOST) {
            throw new ModelFileException(
                    file + ": has " + count + " latent vectors, expected at most " + Drawing.MOST + "; split it");
        }
        return latents;
    }
}
