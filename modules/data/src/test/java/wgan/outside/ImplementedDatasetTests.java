package wgan.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.image.Pixels;
import wgan.random.Seed;

/** A dataset that an application implements, outside the package and with public API only. */
final class ImplementedDatasetTests {

    /** Computes its images: image i is i everywhere, and its label is i. */
    private record Computed(int size, int imageSize) implements Dataset {

        @Override
        public String name() {
            return "computed";
        }

        @Override
        public ImageShape shape() {
            return ImageShape.MNIST;
        }

        @Override
        public int classes() {
            return size;
        }

        @Override
        public int label(int index) {
            return index;
        }

        @Override
        public byte[] image(int index) {
            byte[] image = new byte[imageSize];
            Arrays.fill(image, (byte) index);
            return image;
        }
    }

    private final Dataset computed = new Computed(20, ImageShape.MNIST.numel());
    private final Dataset inMemory = inMemory(computed);

    @Test
    void defaultMethods_returnTheSameAsThoseOfImagesInMemory() {
        assertThat(computed.scaled(3, 5)).isEqualTo(inMemory.scaled(3, 5));
        assertThat(computed.fingerprint()).isEqualTo(inMemory.fingerprint());
        assertThat(computed.limit(7).fingerprint())
                .isEqualTo(inMemory.limit(7).fingerprint())
                .isNotEqualTo(computed.fingerprint());
        assertThat(computed.limit(7).image(6)).isEqualTo(inMemory.image(6));
        assertThat(computed.limit(20)).isSameAs(computed);
        assertThat(computed.classNames()).isEqualTo(inMemory.classNames()).hasSize(20);
    }

    @Test
    void batches_areThoseOfTheSameImagesInMemory() {
        Seed seed = new Seed(1);
        Batches batches = Batches.ofEpoch(computed, 8, seed, 3);
        assertThat(batches.count()).isEqualTo(3);
        for (Batch expected : Batches.ofEpoch(inMemory, 8, seed, 3)) {
            Batch batch = batches.get(expected.step());
            assertThat(batch.images()).isEqualTo(expected.images());
            assertThat(batch.labels()).isEqualTo(expected.labels());
        }
    }

    @Test
    void imageOfAnotherSize_isRefused() {
        Dataset small = new Computed(2, 100);
        assertThatThrownBy(() -> small.scaled(0, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dataset computed: image 0 has 100 values, expected 784 for the shape 1x28x28");
    }

    @Test
    void labelAbove255_isRefused() {
        Dataset many = new Computed(257, ImageShape.MNIST.numel());
        assertThatThrownBy(many::fingerprint)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dataset computed: label of image 256 is 256, expected 0 to 255");
    }

    @Test
    void pixels_areScaledAsTheLabDoes() {
        assertThat(computed.scaled(19, 1)).containsOnly(Pixels.toFloat((byte) 19));
    }

    private static Dataset inMemory(Dataset dataset) {
        byte[] pixels = new byte[dataset.size() * ImageShape.MNIST.numel()];
        byte[] labels = new byte[dataset.size()];
        for (int i = 0; i < dataset.size(); i++) {
            System.arraycopy(dataset.image(i), 0, pixels, i * ImageShape.MNIST.numel(), ImageShape.MNIST.numel());
            labels[i] = (byte) dataset.label(i);
        }
        return Dataset.of("in memory", ImageShape.MNIST, pixels, labels);
    }
}
