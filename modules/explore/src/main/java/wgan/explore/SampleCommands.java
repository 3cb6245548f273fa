package wgan.explore;

import java.util.List;

/**
 * The commands that draw what the page shows, of the program that has started the {@link Explorer}. The page offers them to be copied.
 *
 * <p>A command writes an image file: the end of its name is {@code .png} for a grid or {@code .gif} for an animation.
 */
public interface SampleCommands {
    /**
     * Returns the command that draws the first latent vector of each seed.
     *
     * @param columns images in a row of a grid
     * @param out the image file
     */
    String seeds(List<Long> seeds, int columns, String out);

    /**
     * Returns the command that draws the interpolation between seeds.
     *
     * @param steps images of a segment
     * @param out the image file
     */
    String interpolation(List<Long> seeds, int steps, String out);

    /**
     * Returns the command that draws the latent vectors of a file.
     *
     * @param latents a safetensors file, as the page offers it for download
     * @param columns images in a row of a grid
     * @param out the image file
     */
    String latents(String latents, int columns, String out);
}
