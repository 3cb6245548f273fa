package wgan.data.images;

import java.util.Arrays;
import wgan.data.Dataset;
import wgan.data.ImageGrid;

/** Shows the first images of a dataset: a row for each class, or rows of all images without labels. */
public final class ContactSheet {

    private static final int PADDING = 2;

    /** The levels are those of the images: nothing is normalized. */
    private static final ImageGrid.Scaling SCALING = ImageGrid.Scaling.FIXED;

    private ContactSheet() {}

    /**
     * Returns a sheet as the bytes of a PNG file.
     *
     * <p>A row has the first {@code perRow} images of a class; a place is black where a class has fewer, and a class without images has a
     * black row. Without labels, there are {@code perRow} rows of the first images.
     *
     * @param perRow at least 1
     * @throws IllegalArgumentException if it is less
     */
    public static byte[] png(Dataset dataset, int perRow) {
        if (perRow < 1) {
            throw new IllegalArgumentException(
                    "contact sheet: has " + perRow + " images in a row, expected at least 1");
        }
        int numel = dataset.shape().numel();
        float[] images;
        if (dataset.classes() == 0) {
            images = dataset.scaled(0, Math.min(dataset.size(), Math.multiplyExact(perRow, perRow)));
        } else {
            images = new float[Math.multiplyExact(Math.multiplyExact(dataset.classes(), perRow), numel)];
            Arrays.fill(images, -1);
            fill(dataset, perRow, images);
        }
        return new ImageGrid(perRow, PADDING, SCALING).png(images, dataset.shape());
    }

    private static void fill(Dataset dataset, int perRow, float[] images) {
        int[] found = new int[dataset.classes()];
        int missing = found.length * perRow;
        for (int i = 0; i < dataset.size() && missing > 0; i++) {
            int label = dataset.label(i);
            if (found[label] < perRow) {
                dataset.copyScaled(
                        i,
                        images,
                        (label * perRow + found[label]) * dataset.shape().numel());
                found[label]++;
                missing--;
            }
        }
    }
}
