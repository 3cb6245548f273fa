package wgan.train;

import java.io.IOException;
import wgan.data.ImageGrid;

/** Draws many samples as one image. */
@FunctionalInterface
public interface SampleGrid {

    /**
     * Lays the samples out on a grid and encodes it.
     *
     * @return a greyscale PNG
     */
    byte[] png(Samples samples) throws IOException;

    /** The grid of the lab: see {@link ImageGrid#LAB}. */
    static SampleGrid lab() {
        return samples -> ImageGrid.LAB.png(samples.pixels());
    }
}
