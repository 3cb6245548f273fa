package wgan.data.images;

import java.util.Arrays;

/**
 * Scales images: by area averaging where they become smaller, and bilinearly where they become larger, separately for height and
 * width.
 *
 * <p>With area averaging, a pixel of the result is the mean of the part of the image that it covers, with fractions of pixels at the
 * borders, so that nothing is aliased. Bilinear interpolation has the centers of pixels at halves, and repeats the outermost pixels.
 * The arithmetic is that of {@code float}, in one order, so that the result is the same everywhere.
 */
final class Resampling {

    private Resampling() {}

    /** The pixels along one axis that contribute to each pixel of the result, and their weights. */
    private static final class Taps {
        private final int[] first;
        private final float[][] weights;

        Taps(int[] first, float[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        /**
         * Returns the taps for a part of the axis.
         *
         * @param size pixels along the axis
         * @param from where the part begins
         * @param extent the length of the part
         * @param count pixels of the result
         */
        static Taps of(int size, double from, double extent, int count) {
            int[] first = new int[count];
            float[][] weights = new float[count][];
            double scale = extent / count;
            for (int i = 0; i < count; i++) {
                if (scale > 1) {
                    area(size, from + i * scale, from + (i + 1) * scale, i, first, weights);
                } else {
                    double center = Math.clamp(from + (i + 0.5) * scale - 0.5, 0.0, size - 1.0);
                    first[i] = Math.min((int) center, Math.max(size - 2, 0));
                    float fraction = (float) (center - first[i]);
                    weights[i] = size == 1 ? new float[] {1} : new float[] {1 - fraction, fraction};
                }
            }
            return new Taps(first, weights);
        }

        private static void area(int size, double low, double high, int i, int[] first, float[][] weights) {
            int begin = Math.clamp((int) Math.floor(low), 0, size - 1);
            int end = Math.clamp((int) Math.ceil(high), begin + 1, size);
            first[i] = begin;
            weights[i] = new float[end - begin];
            double sum = 0;
            for (int k = begin; k < end; k++) {
                sum += Math.max(0, Math.min(high, k + 1) - Math.max(low, k));
            }
            for (int k = begin; k < end; k++) {
                weights[i][k - begin] = (float) (Math.max(0, Math.min(high, k + 1) - Math.max(low, k)) / sum);
            }
        }
    }

    /**
     * Returns a part of an image in another size.
     *
     * @param top where the part begins, in rows; fractions are allowed
     * @param left where the part begins, in columns
     * @param rows the height of the part
     * @param columns the width of the part
     */
    static RawImage scale(RawImage image, double top, double left, double rows, double columns, int height, int width) {
        Taps vertical = Taps.of(image.height(), top, rows, height);
        Taps horizontal = Taps.of(image.width(), left, columns, width);
        int channels = image.channels();
        byte[] scaled = new byte[height * width * channels];
        float[] line = new float[width * channels];
        float[] sum = new float[width * channels];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            float[] weights = vertical.weights[y];
            for (int k = 0; k < weights.length; k++) {
                // Row by row, so that the memory does not grow with the height of the image.
                line(image, vertical.first[y] + k, horizontal, line);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += weights[k] * line[i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                scaled[y * sum.length + i] = (byte) Math.clamp(Math.round(sum[i]), 0, 255);
            }
        }
        return new RawImage(height, width, channels, scaled);
    }

    /** Scales one row. */
    private static void line(RawImage image, int row, Taps taps, float[] line) {
        int channels = image.channels();
        byte[] pixels = image.pixels();
        for (int x = 0; x < taps.first.length; x++) {
            int from = (row * image.width() + taps.first[x]) * channels;
            float[] weights = taps.weights[x];
            for (int channel = 0; channel < channels; channel++) {
                float sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * Bytes.unsigned(pixels, from + k * channels + channel);
                }
                line[x * channels + channel] = sum;
            }
        }
    }
}
