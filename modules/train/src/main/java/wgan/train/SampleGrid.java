package wgan.train;

import java.io.IOException;
import wgan.data.PictureGrid;

/** Draws many samples as one picture. */
@FunctionalInterface
public interface SampleGrid {

    /**
     * Lays the samples out on a grid and encodes it.
     *
     * @return a greyscale PNG
     */
    byte[] png(Samples samples) throws IOException;

    /** The grid of the lab: see {@link PictureGrid#LAB}. */
    static SampleGrid lab() {
        return samples -> PictureGrid.LAB.png(samples.pixels());
    }
}
