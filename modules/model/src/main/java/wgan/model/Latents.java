package wgan.model;

import java.util.Arrays;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * Latent vectors from seeds, and interpolation paths between them.
 *
 * <p>Nearly all normally distributed vectors have a norm close to the square root of their dimension, so a generator is
 * rarely trained on short vectors. The straight line between two vectors passes through short ones; a path therefore rotates
 * the direction instead: spherical linear interpolation, <i>slerp</i> (Shoemake, <i>Animating Rotation with Quaternion
 * Curves</i>, 1985; for latents White, <i>Sampling Generative Networks</i>, 2016, section 2.1).
 *
 * <p>n vectors of L numbers are an array of n × L numbers, one vector after the other, as for {@link Generator#sample}.
 */
public final class Latents {
    /**
     * If the sine of the angle between two directions is less, rounding errors determine the plane of rotation: the square root of the
     * precision of a double.
     */
    private static final double MIN_SINE = 0x1p-26;

    private Latents() {}

    /**
     * Returns a latent vector from the standard normal distribution, a pure function of its arguments.
     *
     * @param index the number of the vector among those of the seed, from 0
     * @param latentDim L
     * @return a new array of L numbers
     * @throws IllegalArgumentException if the number is negative, or L is not 1 to {@value Generator#MAX_LATENT_DIM}
     */
    public static float[] of(Seed seed, int index, int latentDim) {
        requireDimension(latentDim);
        if (index < 0) {
            throw new IllegalArgumentException("latents: index is " + index + ", expected 0 or more");
        }
        float[] latents = new float[latentDim];
        seed.stream(Purpose.LATENT, index).fillGaussian(latents);
        return latents;
    }

    /** Checks L. */
    static void requireDimension(int latentDim) {
        if (latentDim < 1 || latentDim > Generator.MAX_LATENT_DIM) {
            throw new IllegalArgumentException(
                    "latent dimension is " + latentDim + ", expected 1 to " + Generator.MAX_LATENT_DIM);
        }
    }

    /**
     * Interpolates between two vectors.
     *
     * <p>The direction rotates at constant speed in the plane of the two vectors, by the smaller angle. The norm changes
     * linearly, so it stays between the norms of the ends. (For ends of equal norm, this is the formula of the papers.)
     * Opposite directions have no unique plane: the direction then rotates towards the axis along which {@code from} is
     * smallest. If an end is 0, or L is 1, the interpolation is linear.
     *
     * @param from the result for t = 0, L finite numbers
     * @param to the result for t = 1, L finite numbers
     * @param t position on the path, 0 to 1; the ends are returned exactly
     * @return a new array of L numbers
     * @throws IllegalArgumentException if the lengths differ or t is out of range
     */
    public static float[] slerp(float[] from, float[] to, double t) {
        if (from.length != to.length) {
            throw new IllegalArgumentException(
                    "slerp: from has " + from.length + " numbers and to has " + to.length + ", expected equally many");
        }
        if (!(t >= 0 && t <= 1)) {
            throw new IllegalArgumentException("slerp: t is " + t + ", expected 0 to 1");
        }
        if (t == 0 || t == 1) {
            return t == 0 ? from.clone() : to.clone();
        }
        double[] start = doubles(from);
        double[] end = doubles(to);
        double startNorm = norm(start);
        double endNorm = norm(end);
        if (from.length == 1 || startNorm == 0 || endNorm == 0) {
            return floats(sum(1 - t, start, t, end));
        }
        double[] p = scaled(1 / startNorm, start);
        double[] q = scaled(1 / endNorm, end);
        double cosine = dot(p, q);
        double[] across = sum(1, q, -cosine, p); // the part of q perpendicular to p
        double sine = norm(across);
        if (sine < MIN_SINE) {
            across = perpendicular(p);
        }
        double[] r = scaled(1 / norm(across), across);
        double angle = t * Math.atan2(sine, cosine);
        double norm = (1 - t) * startNorm + t * endNorm;
        return floats(sum(norm * Math.cos(angle), p, norm * Math.sin(angle), r));
    }

    /**
     * Returns an interpolation path through several vectors: its segments in sequence, each with both of its ends, for a
     * grid with one segment in each row.
     *
     * @param anchors n × L numbers, at least two vectors
     * @param latentDim L
     * @param steps the number of vectors of a segment, at least 2; the first and the last are anchors
     * @return (n − 1) × steps × L numbers
     */
    public static float[] path(float[] anchors, int latentDim, int steps) {
        int count = requireAnchors("path", anchors, latentDim, steps);
        return segments(anchors, latentDim, count - 1, steps, steps - 1);
    }

    /**
     * Returns a closed interpolation path through several vectors, which contains each anchor once, for an animation that
     * repeats.
     *
     * @param anchors n × L numbers, at least two vectors
     * @param latentDim L
     * @param steps the number of vectors of a segment, at least 2; the first is its anchor, and the next segment begins with
     *     the next anchor
     * @return n × steps × L numbers
     */
    public static float[] loop(float[] anchors, int latentDim, int steps) {
        int count = requireAnchors("loop", anchors, latentDim, steps);
        return segments(anchors, latentDim, count, steps, steps);
    }

    private static int requireAnchors(String operation, float[] anchors, int latentDim, int steps) {
        if (latentDim < 1 || anchors.length % latentDim != 0 || anchors.length / latentDim < 2) {
            throw new IllegalArgumentException(operation + ": anchors have " + anchors.length
                    + " numbers, expected at least two vectors of the latent dimension " + latentDim);
        }
        if (steps < 2) {
            throw new IllegalArgumentException(operation + ": steps is " + steps + ", expected 2 or more");
        }
        return anchors.length / latentDim;
    }

    /**
     * Returns the first {@code count} segments, each from an anchor to the next, the last from the last anchor to the first;
     * step i is at t = i / stepsPerSegment.
     */
    private static float[] segments(float[] anchors, int latentDim, int count, int steps, double stepsPerSegment) {
        if ((long) count * latentDim > Integer.MAX_VALUE / steps) {
            throw new IllegalArgumentException("path: " + count + " segments of " + steps
                    + " steps are more than an array can hold at the latent dimension " + latentDim
                    + "; take fewer steps");
        }
        float[] path = new float[count * steps * latentDim];
        for (int segment = 0; segment < count; segment++) {
            float[] from = vector(anchors, latentDim, segment);
            float[] to = vector(anchors, latentDim, (segment + 1) % (anchors.length / latentDim));
            for (int step = 0; step < steps; step++) {
                float[] between = slerp(from, to, step / stepsPerSegment);
                System.arraycopy(between, 0, path, (segment * steps + step) * latentDim, latentDim);
            }
        }
        return path;
    }

    private static float[] vector(float[] vectors, int latentDim, int index) {
        return Arrays.copyOfRange(vectors, index * latentDim, (index + 1) * latentDim);
    }

    /**
     * Returns a vector perpendicular to a unit vector of dimension 2 or more: the perpendicular part of the axis along which
     * it is smallest.
     */
    private static double[] perpendicular(double[] unit) {
        int least = 0;
        for (int i = 1; i < unit.length; i++) {
            least = Math.abs(unit[i]) < Math.abs(unit[least]) ? i : least;
        }
        double[] left = scaled(-unit[least], unit);
        left[least] += 1;
        return left;
    }

    private static double[] sum(double a, double[] x, double b, double[] y) {
        double[] sum = new double[x.length];
        Arrays.setAll(sum, i -> a * x[i] + b * y[i]);
        return sum;
    }

    private static double[] scaled(double factor, double[] x) {
        return Arrays.stream(x).map(value -> factor * value).toArray();
    }

    private static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double[] doubles(float[] x) {
        double[] doubles = new double[x.length];
        Arrays.setAll(doubles, i -> x[i]);
        return doubles;
    }

    private static float[] floats(double[] x) {
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
        }
        return floats;
    }
}
