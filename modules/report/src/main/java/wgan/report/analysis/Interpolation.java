package wgan.report.analysis;

import java.util.List;

/**
 * Images on the path from the latent vector of one seed to that of the next.
 *
 * @param seeds at least two
 * @param images a row for each pair of neighboring seeds, both ends included
 */
public record Interpolation(List<Long> seeds, ImageRows images) {
    /** Keeps a copy of the list. */
    public Interpolation {
        seeds = List.copyOf(seeds);
    }

    /** Returns the number of images from one seed to the next, both ends included. */
    public int steps() {
        return images.columns();
    }
}
