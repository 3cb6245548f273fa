package wgan.data;

import java.util.Arrays;
import wgan.random.Purpose;
import wgan.random.Seed;

/** Small datasets for tests: image i and label i depend on i only. */
final class Digits {

    private Digits() {}

    static Dataset dataset(int size) {
        return Dataset.of("digits", pixels(size), labels(size));
    }

    static byte[] pixels(int size) {
        byte[] pixels = new byte[size * Dataset.IMAGE_SIZE];
        for (int i = 0; i < size; i++) {
            System.arraycopy(image(i), 0, pixels, i * Dataset.IMAGE_SIZE, Dataset.IMAGE_SIZE);
        }
        return pixels;
    }

    static byte[] image(int index) {
        byte[] image = new byte[Dataset.IMAGE_SIZE];
        Arrays.fill(image, (byte) index);
        image[0] = (byte) (index >> 8);
        return image;
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
