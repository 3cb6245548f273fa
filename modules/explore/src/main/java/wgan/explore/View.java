package wgan.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import wgan.model.Latents;

/** A picture of several images: what they are, and how they are arranged. Immutable; drawn by a {@link Renderer}. */
sealed interface View {
    /** Returns the number of images. */
    int count();

    /** Returns the number of images in a row. */
    int columns();

    /**
     * Computes the latent vectors, one after the other.
     *
     * @param latentDim L
     * @return count × L numbers
     */
    float[] latents(int latentDim);

    /**
     * Returns the command that draws the view without a file of latent vectors, if there is one.
     *
     * @param out the image file that it writes
     */
    default Optional<String> command(SampleCommands commands, String out) {
        return Optional.empty();
    }

    /** Images of any vectors. */
    record Points(List<Latent> points, int columns) implements View {
        public Points {
            points = List.copyOf(points);
        }

        /** Returns the view of consecutive seeds. */
        static Points ofSeeds(long first, int count, int columns) {
            List<Latent> seeds = new ArrayList<>();
            LongStream.range(first, first + count).forEach(seed -> seeds.add(new Latent.OfSeed(seed)));
            return new Points(seeds, columns);
        }

        @Override
        public int count() {
            return points.size();
        }

        @Override
        public float[] latents(int latentDim) {
            return join(count(), latentDim, i -> points.get(i).vector(latentDim));
        }

        @Override
        public Optional<String> command(SampleCommands commands, String out) {
            return seedsOf(points).map(seeds -> commands.seeds(seeds, columns, out));
        }
    }

    /**
     * The path between two vectors, in a row.
     *
     * @param steps images from one to the other
     * @param isClosed whether it is for an animation that repeats: the path then returns, and contains each end once
     */
    record Walk(Latent from, Latent to, int steps, boolean isClosed) implements View {
        @Override
        public int count() {
            return isClosed ? 2 * steps : steps;
        }

        @Override
        public int columns() {
            return steps;
        }

        @Override
        public float[] latents(int latentDim) {
            float[] ends = join(2, latentDim, i -> (i == 0 ? from : to).vector(latentDim));
            return isClosed ? Latents.loop(ends, latentDim, steps) : Latents.path(ends, latentDim, steps);
        }

        @Override
        public Optional<String> command(SampleCommands commands, String out) {
            // The name of the file selects the kind of path.
            return isClosed == out.endsWith(".gif")
                    ? seedsOf(List.of(from, to)).map(seeds -> commands.interpolation(seeds, steps, out))
                    : Optional.empty();
        }
    }

    /**
     * The vectors around a place of a plane, scaled to the length of its origin.
     *
     * @param origin a vector of the plane
     * @param across the plane's direction to the right
     * @param down the plane's direction downwards
     * @param center the place of the image in the middle
     * @param step distance of neighbors, in multiples of {@code across} and {@code down}
     * @param columns images in a row and in a column; odd, so that one is in the center
     */
    record Neighborhood(Latent origin, Latent across, Latent down, Place center, double step, int columns)
            implements View {
        /** A place of the plane: the origin, and multiples of its two directions. */
        record Place(double x, double y) {}

        @Override
        public int count() {
            return columns * columns;
        }

        @Override
        public float[] latents(int latentDim) {
            int middle = columns / 2;
            List<float[]> plane = List.of(origin.vector(latentDim), across.vector(latentDim), down.vector(latentDim));
            return join(count(), latentDim, i -> {
                double x = center.x() + (i % columns - middle) * step;
                double y = center.y() + (i / columns - middle) * step;
                return Latent.Sum.of(plane, new double[] {1, x, y}, true);
            });
        }
    }

    /**
     * The vectors along one direction, in a row.
     *
     * @param index of the number of the vector that changes
     * @param reach the change at the ends of the row
     * @param columns images in the row, at least 2
     */
    record Direction(Latent center, int index, double reach, int columns) implements View {
        @Override
        public int count() {
            return columns;
        }

        @Override
        public float[] latents(int latentDim) {
            List<float[]> line = List.of(center.vector(latentDim), new Latent.Axis(index).vector(latentDim));
            return join(columns, latentDim, i -> {
                double change = reach * (2.0 * i / (columns - 1) - 1);
                return Latent.Sum.of(line, new double[] {1, change}, false);
            });
        }
    }

    private static float[] join(int count, int latentDim, IntFunction<float[]> vectors) {
        float[] latents = new float[count * latentDim];
        for (int i = 0; i < count; i++) {
            float[] vector = vectors.apply(i);
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    throw RequestException.badRequest(
                            "latent: the vector of image " + i + " has a number that is too large for a float");
                }
            }
            System.arraycopy(vector, 0, latents, i * latentDim, latentDim);
        }
        return latents;
    }

    /** Returns the seeds of vectors; empty if one of them is not that of a seed. */
    private static Optional<List<Long>> seedsOf(List<Latent> points) {
        List<Long> seeds = new ArrayList<>();
        for (Latent point : points) {
            OptionalLong seed = point.seed();
            if (seed.isEmpty()) {
                return Optional.empty();
            }
            seeds.add(seed.getAsLong());
        }
        return Optional.of(seeds);
    }
}
