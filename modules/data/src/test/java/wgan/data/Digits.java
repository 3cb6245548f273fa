package wgan.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.Seed;

/** Small datasets for tests: image i and label i depend on i only. */
final class Digits {

    private Digits() {}

    static Dataset dataset(int size) {
        return Dataset.of("digits", ImageShape.MNIST, pixels(size), labels(size));
    }

    static byte[] pixels(int size) {
        byte[] pixels = new byte[size * ImageShape.MNIST.numel()];
        for (int i = 0; i < size; i++) {
            System.arraycopy(image(i), 0, pixels, i * ImageShape.MNIST.numel(), ImageShape.MNIST.numel());
        }
        return pixels;
    }

    static byte[] image(int index) {
        byte[] image = new byte[ImageShape.MNIST.numel()];
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

    /** Writes a file of labels, compressed by gzip if its name ends in {@code .gz}. */
    static void writeLabels(Path file, byte[] labels) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        try (out;
                DataOutputStream data =
                        new DataOutputStream(file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out)) {
            data.writeInt(IdxFile.LABELS_MAGIC);
            data.writeInt(labels.length);
            data.write(labels);
        }
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
