package wgan.data;

import java.util.Arrays;
import wgan.random.Purpose;
import wgan.random.Seed;

/** Small datasets for tests: picture i and label i tell i, and nothing else. */
final class Digits {

    private Digits() {}

    static Dataset dataset(int size) {
        return new Dataset(pixels(size), labels(size));
    }

    static byte[] pixels(int size) {
        byte[] pixels = new byte[size * Dataset.PICTURE_SIZE];
        for (int i = 0; i < size; i++) {
            System.arraycopy(picture(i), 0, pixels, i * Dataset.PICTURE_SIZE, Dataset.PICTURE_SIZE);
        }
        return pixels;
    }

    static byte[] picture(int index) {
        byte[] picture = new byte[Dataset.PICTURE_SIZE];
        Arrays.fill(picture, (byte) index);
        picture[0] = (byte) (index >> 8);
        return picture;
    }

    static byte[] labels(int size) {
        byte[] labels = new byte[size];
        for (int i = 0; i < size; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels;
    }

    /** Bytes without any pattern, the same in every run. */
    static byte[] noise(int size) {
        byte[] noise = new byte[size];
        var random = new Seed(size).stream(Purpose.EVALUATION);
        for (int i = 0; i < size; i++) {
            noise[i] = (byte) random.nextInt(256);
        }
        return noise;
    }
}
