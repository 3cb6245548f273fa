package wgan.evaluate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Images of the requested classes: what {@link ConditionalSampler#sample} returns. Its arrays belong to the caller. */
public final class ConditionalSamples {
    private final float[] latents;
    private final float[] images;
    private final int tries;
    private final SortedMap<Integer, Integer> accepted;

    ConditionalSamples(float[] latents, float[] images, int tries, SortedMap<Integer, Integer> accepted) {
        this.latents = latents;
        this.images = images;
        this.tries = tries;
        this.accepted = Collections.unmodifiableSortedMap(new TreeMap<>(accepted));
    }

    /** Returns the latent vectors of the images, one after the other. */
    public float[] latents() {
        return latents;
    }

    /** Returns the images, in the order of the request: numbers in [-1, 1], image after image. */
    public float[] images() {
        return images;
    }

    /** Returns the number of images that were generated. */
    public int tries() {
        return tries;
    }

    /** Returns the number of generated images that are of each requested class, whether they were taken or not. */
    public SortedMap<Integer, Integer> accepted() {
        return accepted;
    }

    /** Returns the fraction of the generated images that are of a requested class, in (0, 1]. */
    public double acceptanceRate(int label) {
        Integer count = accepted.get(label);
        if (count == null) {
            throw new IllegalArgumentException(
                    "conditional samples: class " + label + " was not requested, expected one of " + accepted.keySet());
        }
        return count / (double) tries;
    }
}
