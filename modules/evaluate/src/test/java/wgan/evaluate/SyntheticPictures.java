package wgan.evaluate;

import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Pixels;
import wgan.data.Split;

/** Digits that need no file. */
final class SyntheticPictures {

    private SyntheticPictures() {}

    /** The first of those to learn from. */
    static Dataset training(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, count, DataOptions.defaults());
    }

    /** The first of those to judge by. */
    static Dataset test(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TEST, count, DataOptions.defaults());
    }

    /** The pixels of {@code count} pictures of the dataset in [-1, 1], from the one at {@code first} on. */
    static float[] pixels(Dataset pictures, int first, int count) {
        float[] pixels = new float[count * Dataset.PICTURE_SIZE];
        for (int i = 0; i < count; i++) {
            byte[] picture = pictures.picture(first + i);
            for (int j = 0; j < picture.length; j++) {
                pixels[i * Dataset.PICTURE_SIZE + j] = Pixels.toFloat(picture[j]);
            }
        }
        return pixels;
    }
}
