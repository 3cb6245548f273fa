package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import wgan.model.LatentFile;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.random.Seed;

/** The options that select latent vectors: several of one seed, one of each of several seeds, a path between seeds, or those of a file. */
final class LatentOptions {
    @ArgGroup(exclusive = false)
    private OneSeed oneSeed = new OneSeed();

    @Option(
            names = "--seeds",
            paramLabel = "LIST",
            converter = Seeds.Converter.class,
            description = "One image of each of these seeds, such as 0-63 or 3,17,42.")
    private @Nullable Seeds seeds;

    @ArgGroup(exclusive = false)
    private @Nullable Interpolation interpolation;

    @Option(
            names = "--latents",
            paramLabel = "FILE",
            description = "One image of each latent vector in a safetensors file: the f32 tensor (n, L) named"
                    + " latents, or the only one.")
    private @Nullable Path file;

    private static final class OneSeed {
        @Option(
                names = {"-n", "--count"},
                paramLabel = "N",
                description = "The number of images (default: 64).")
        private @Nullable Integer requestedCount;

        @Option(names = "--seed", paramLabel = "S", description = "The seed of the images (default: 0).")
        private long seed;

        @Option(
                names = "--class",
                paramLabel = "NAME",
                description =
                        "Only images of this class, such as 7: images are generated until enough of them are of the"
                                + " class, by a classifier that is trained on the labels of the model's images.")
        private @Nullable String className;

        @Option(
                names = "--text",
                paramLabel = "TEXT",
                description = "An image for each character, in one row: 2026 for a model of digits.")
        private @Nullable String text;

        int count() {
            return requestedCount == null ? SeedLatents.COUNT : requestedCount;
        }
    }

    private static final class Interpolation {
        @Option(
                names = "--interpolate",
                required = true,
                paramLabel = "LIST",
                converter = Seeds.Converter.class,
                description = "Images between these seeds, by spherical interpolation of their latent vectors. A grid"
                        + " has a row for each segment, with the images of both seeds at its ends. An animation shows"
                        + " the image of each seed once and returns to the first.")
        private Seeds seeds;

        @Option(names = "--steps", paramLabel = "N", description = "Images of a segment (default: 16).")
        private int steps = 16;
    }

    /** Checks the values. */
    void validate(CommandLine command) {
        if (oneSeed.count() < 1 || oneSeed.count() > SeedLatents.MAX_COUNT) {
            throw new ParameterException(
                    command, "-n is " + oneSeed.count() + ", expected 1 to " + SeedLatents.MAX_COUNT);
        }
        if (oneSeed.text != null) {
            if (oneSeed.className != null) {
                throw new ParameterException(command, "--class and --text exclude each other");
            }
            if (oneSeed.requestedCount != null) {
                throw new ParameterException(
                        command, "-n does not apply to --text, which has an image for each character");
            }
            if (oneSeed.text.isEmpty()) {
                throw new ParameterException(command, "--text is empty, expected at least one character");
            }
        }
        if (interpolation == null) {
            return;
        }
        int anchors = interpolation.seeds.values().size();
        if (anchors < 2 || anchors > SeedLatents.MAX_COUNT / 2) {
            throw new ParameterException(
                    command,
                    "--interpolate has " + anchors + ", expected 2 to " + SeedLatents.MAX_COUNT / 2 + " seeds");
        }
        int maxSteps = SeedLatents.MAX_COUNT / anchors;
        if (interpolation.steps < 2 || interpolation.steps > maxSteps) {
            throw new ParameterException(
                    command,
                    "--steps is " + interpolation.steps + ", expected 2 to " + maxSteps + " for " + anchors + " seeds");
        }
    }

    /** Returns whether the images are on a path between seeds. */
    boolean isInterpolation() {
        return interpolation != null;
    }

    /** Returns the classes that are requested; empty if the images can be of any class. */
    Optional<ClassRequest> classes() {
        if (oneSeed.text != null) {
            return Optional.of(ClassRequest.ofText(oneSeed.text, new Seed(oneSeed.seed)));
        }
        return oneSeed.className == null
                ? Optional.empty()
                : Optional.of(new ClassRequest(
                        "--class", Collections.nCopies(oneSeed.count(), oneSeed.className), new Seed(oneSeed.seed)));
    }

    /** Returns the number of columns that a grid has by default. */
    int columns() {
        if (oneSeed.text != null) {
            return oneSeed.text.codePointCount(0, oneSeed.text.length());
        }
        return interpolation == null ? SeedLatents.COLUMNS : interpolation.steps;
    }

    /**
     * Returns the latent vectors, one after the other.
     *
     * @param latentDim L, the size of each
     * @param format of the images: an animation is repeated, so its path returns to the first seed
     * @return n × L numbers
     * @throws IOException if they are in a file that cannot be read or contains something else
     */
    float[] latents(int latentDim, OutputFormat format) throws IOException {
        if (file != null) {
            return read(file, latentDim);
        }
        if (interpolation != null) {
            float[] anchors = SeedLatents.of(interpolation.seeds, latentDim);
            return format == OutputFormat.ANIMATION
                    ? Latents.loop(anchors, latentDim, interpolation.steps)
                    : Latents.path(anchors, latentDim, interpolation.steps);
        }
        return seeds == null
                ? SeedLatents.of(oneSeed.seed, oneSeed.count(), latentDim)
                : SeedLatents.of(seeds, latentDim);
    }

    private static float[] read(Path file, int latentDim) throws IOException {
        float[] latents = LatentFile.read(file, latentDim);
        int count = latents.length / latentDim;
        if (count > SeedLatents.MAX_COUNT) {
            throw new ModelFileException(file + ": has " + count + " latent vectors, expected at most "
                    + SeedLatents.MAX_COUNT + "; split it");
        }
        return latents;
    }
}
