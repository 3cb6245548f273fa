package wgan.model;

import java.util.Arrays;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * Latent vectors that follow from seeds, and walks from one to another, for images that change into each other.
 *
 * <p>A generator that was trained on normally distributed vectors has hardly seen a short one: nearly all of theirs have a
 * norm close to the square root of their size. The straight line between two of them passes through short ones, so a walk
 * turns the direction instead: spherical linear interpolation, <i>slerp</i> (Shoemake, <i>Animating Rotation with Quaternion
 * Curves</i>, 1985; for latents White, <i>Sampling Generative Networks</i>, 2016, section 2.1).
 *
 * <p>n vectors of L numbers are an array of n × L, one vector after the other, as {@link Generator#draw} takes them.
 */
public final class Latents {
    /**
     * Of two directions whose angle has a smaller sine than this, rounding leaves no plane to turn in: the square root of
     * the precision of a double.
     */
    private static final double LEAST_SINE = 0x1p-26;

    private Latents() {}

    /**
     * A latent vector, normally distributed, for a image that a person asked for.
     *
     * @param index which of those that follow from the seed, from 0 on
     * @param latentDim L
     * @return a new array of L numbers
     */
    public static float[] of(Seed seed, int index, int latentDim) {
        float[] latents = new float[latentDim];
        seed.stream(Purpose.LATENT, index).fillGaussian(latents);
        return latents;
    }

    /**
     * A vector on the way from one to another.
     *
     * <p>The direction turns at constant speed in the plane of the two, by the smaller angle; the norm changes linearly, so
     * that it stays between those of the ends. (The formula of the papers is for ends of equal norm, where this is the
     * same.) Between opposite directions, which many planes share, it turns towards the axis along which {@code from} is
     * least. Where there is nothing to turn, since an end is 0 or has one number only, the way is straight.
     *
     * @param from where t is 0, L finite numbers
     * @param to where t is 1, L finite numbers
     * @param t how far it is, 0 to 1; the ends come out exactly
     * @return a new array of L numbers
     * @throws IllegalArgumentException if the sizes differ or t is out of its range
     */
    public static float[] slerp(float[] from, float[] to, double t) {
        if (from.length != to.length) {
            throw new IllegalArgumentException(
                    "slerp: from has " + from.length + " numbers and to has " + to.length + ", expected as many");
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
        double[] across = sum(1, q, -cosine, p); // of q what is perpendicular to p
        double sine = norm(across);
        if (sine < LEAST_SINE) {
            across = perpendicular(p);
        }
        double[] r = scaled(1 / norm(across), across);
        double angle = t * Math.atan2(sine, cosine);
        double norm = (1 - t) * startNorm + t * endNorm;
        return floats(sum(norm * Math.cos(angle), p, norm * Math.sin(angle), r));
    }

    /**
     * A walk that shows both ends of each of its legs, one leg after the other: for a strip with a leg in each row.
     *
     * @param stops n × L numbers, at least two vectors
     * @param latentDim L
     * @param steps vectors of a leg, at least 2; the first and the last are its stops
     * @return (n − 1) × steps × L numbers
     */
    public static float[] path(float[] stops, int latentDim, int steps) {
        int count = requireStops("path", stops, latentDim, steps);
        return walk(stops, latentDim, count - 1, steps, steps - 1);
    }

    /**
     * A walk that returns to where it began, with every stop in it once: for an animation that repeats.
     *
     * @param stops n × L numbers, at least two vectors
     * @param latentDim L
     * @param steps vectors of a leg, at least 2; the first is its stop, the next leg begins with the other
     * @return n × steps × L numbers
     */
    public static float[] loop(float[] stops, int latentDim, int steps) {
        int count = requireStops("loop", stops, latentDim, steps);
        return walk(stops, latentDim, count, steps, steps);
    }

    private static int requireStops(String operation, float[] stops, int latentDim, int steps) {
        if (latentDim < 1 || stops.length % latentDim != 0 || stops.length / latentDim < 2) {
            throw new IllegalArgumentException(operation + ": stops have " + stops.length
                    + " numbers, expected two or more times the latent dimension " + latentDim);
        }
        if (steps < 2) {
            throw new IllegalArgumentException(operation + ": steps is " + steps + ", expected 2 or more");
        }
        return stops.length / latentDim;
    }

    /** Legs from each stop to the next, the last stop being followed by the first; step i of a leg is i / whole of it. */
    private static float[] walk(float[] stops, int latentDim, int legs, int steps, double whole) {
        float[] walk = new float[Math.multiplyExact(Math.multiplyExact(legs, steps), latentDim)];
        for (int leg = 0; leg < legs; leg++) {
            float[] from = vector(stops, latentDim, leg);
            float[] to = vector(stops, latentDim, (leg + 1) % (stops.length / latentDim));
            for (int step = 0; step < steps; step++) {
                float[] between = slerp(from, to, step / whole);
                System.arraycopy(between, 0, walk, (leg * steps + step) * latentDim, latentDim);
            }
        }
        return walk;
    }

    private static float[] vector(float[] vectors, int latentDim, int index) {
        return Arrays.copyOfRange(vectors, index * latentDim, (index + 1) * latentDim);
    }

    /** A vector at right angles to a unit vector of two or more numbers: what is left of the axis that it follows least. */
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
