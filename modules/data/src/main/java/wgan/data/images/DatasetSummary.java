package wgan.data.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wgan.data.Dataset;
import wgan.image.Pixels;

/**
 * The images of a dataset in numbers, after decoding.
 *
 * @param images their number
 * @param imagesByClass the number of images of each class; empty without labels
 * @param mean of each channel, in the scale of networks from −1 to 1
 * @param deviation the standard deviation of each channel, in that scale
 */
public record DatasetSummary(int images, List<Integer> imagesByClass, List<Double> mean, List<Double> deviation) {

    /** Reads every image of a dataset. */
    public static DatasetSummary of(Dataset dataset) {
        int channels = dataset.shape().channels();
        int pixels = dataset.shape().pixels();
        long[][] levels = new long[channels][256];
        int[] byClass = new int[dataset.classes()];
        for (int i = 0; i < dataset.size(); i++) {
            byte[] image = dataset.image(i);
            for (int k = 0; k < image.length; k++) {
                levels[k / pixels][Byte.toUnsignedInt(image[k])]++;
            }
            if (byClass.length > 0) {
                byClass[dataset.label(i)]++;
            }
        }
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        double count = (double) dataset.size() * pixels;
        for (long[] channel : levels) {
            double sum = 0;
            double squares = 0;
            for (int level = 0; level < channel.length; level++) {
                double value = Pixels.toFloat((byte) level);
                sum += channel[level] * value;
                squares += channel[level] * value * value;
            }
            mean.add(sum / count);
            deviation.add(Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count))));
        }
        return new DatasetSummary(
                dataset.size(), Arrays.stream(byClass).boxed().toList(), List.copyOf(mean), List.copyOf(deviation));
    }
}
