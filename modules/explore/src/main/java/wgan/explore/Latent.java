package wgan.explore;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import wgan.model.Latents;
import wgan.random.Seed;

/** A latent vector by the way it is computed, so that the same text always gives the same vector. Immutable. */
sealed interface Latent {
    /**
     * Computes the vector.
     *
     * @param latentDim L
     * @return a new array of L numbers, which are infinite or NaN if the numbers of a sum are too large
     */
    float[] vector(int latentDim);

    /** Returns the seed, if it is the first vector of one. */
    default OptionalLong seed() {
        return OptionalLong.empty();
    }

    /** The first vector of a seed, as for a list of seeds on the command line. */
    record OfSeed(long value) implements Latent {
        @Override
        public float[] vector(int latentDim) {
            return Latents.of(new Seed(value), 0, latentDim);
        }

        @Override
        public OptionalLong seed() {
            return OptionalLong.of(value);
        }
    }

    /** The direction along which only one number of the vector changes: that number is 1, the others are 0. */
    record Axis(int index) implements Latent {
        @Override
        public float[] vector(int latentDim) {
            if (index >= latentDim) {
                throw RequestException.badRequest(
                        "latent: direction e" + index + ", expected e0 to e" + (latentDim - 1) + " for this generator");
            }
            float[] vector = new float[latentDim];
            vector[index] = 1;
            return vector;
        }
    }

    /** A latent vector and its factor in a sum. */
    record Term(double factor, Latent latent) {}

    /**
     * A sum.
     *
     * @param terms at least one
     * @param keepsLength whether the sum is scaled to the length of its first term: a generator is trained on vectors of about one
     *     length, the square root of L; a sum of 0 stays as it is
     */
    record Sum(List<Term> terms, boolean keepsLength) implements Latent {
        public Sum {
            terms = List.copyOf(terms);
        }

        @Override
        public float[] vector(int latentDim) {
            List<float[]> vectors =
                    terms.stream().map(term -> term.latent().vector(latentDim)).toList();
            double[] factors = terms.stream().mapToDouble(Term::factor).toArray();
            return of(vectors, factors, keepsLength);
        }

        /** Computes a sum of vectors of equal length, each with its factor. */
        static float[] of(List<float[]> vectors, double[] factors, boolean keepsLength) {
            double[] sum = new double[vectors.getFirst().length];
            double length = 0;
            for (int term = 0; term < factors.length; term++) {
                float[] vector = vectors.get(term);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += factors[term] * vector[i];
                }
                length = term == 0 ? length(sum) : length;
            }
            double sumLength = length(sum);
            double scale = keepsLength && sumLength > 0 ? length / sumLength : 1;
            float[] result = new float[sum.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = (float) (scale * sum[i]);
            }
            return result;
        }

        private static double length(double[] vector) {
            return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
        }
    }

    /**
     * A point between two vectors: see {@link Latents#slerp}.
     *
     * @param t 0 to 1
     */
    record Between(Latent from, Latent to, double t) implements Latent {
        @Override
        public float[] vector(int latentDim) {
            return Latents.slerp(from.vector(latentDim), to.vector(latentDim), t);
        }
    }
}
