package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.image.Pixels;
import wgan.random.Seed;

final class DatasetTests {

    private final Dataset dataset = Digits.dataset(5);

    @Test
    void of_copiesTheArrays() {
        byte[] pixels = Digits.pixels(2);
        byte[] labels = Digits.labels(2);
        Dataset copied = Dataset.of("copied", ImageShape.MNIST, pixels, labels);
        pixels[0] ^= 1;
        labels[1] ^= 1;
        assertThat(copied.name()).isEqualTo("copied");
        assertThat(copied.size()).isEqualTo(2);
        assertThat(copied.image(0)).isEqualTo(Digits.image(0));
        assertThat(copied.label(1)).isEqualTo(1);
    }

    @Test
    void of_refusesPixelsThatDoNotMatchTheLabels() {
        assertThatThrownBy(() -> Dataset.of("mine", ImageShape.MNIST, new byte[784], new byte[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset mine: 2 labels, expected one for each of 1 images");
        assertThatThrownBy(() -> Dataset.of("mine", ImageShape.MNIST, new byte[0], new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dataset.of(null, ImageShape.MNIST, new byte[784], new byte[1]))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void image_isACopyOfItsPixels() {
        byte[] image = dataset.image(3);
        assertThat(image).isEqualTo(Digits.image(3));
        image[0] ^= 1;
        assertThat(dataset.image(3)).isEqualTo(Digits.image(3));
    }

    @Test
    void copyScaled_writesAtTheOffset() {
        float[] out = new float[ImageShape.MNIST.numel() + 3];
        dataset.copyScaled(4, out, 2);
        assertThat(out[1]).isZero();
        assertThat(out[ImageShape.MNIST.numel() + 2]).isZero();
        for (int i = 0; i < ImageShape.MNIST.numel(); i++) {
            assertThat(out[2 + i]).isEqualTo(Pixels.toFloat(Digits.image(4)[i]));
        }
        assertThatThrownBy(() -> dataset.copyScaled(4, out, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void scaled_isSeveralImagesOneAfterTheOther() {
        float[] scaled = dataset.scaled(2, 3);
        assertThat(scaled).hasSize(3 * ImageShape.MNIST.numel());
        for (int i = 0; i < scaled.length; i++) {
            byte[] image = dataset.image(2 + i / ImageShape.MNIST.numel());
            assertThat(scaled[i]).isEqualTo(Pixels.toFloat(image[i % ImageShape.MNIST.numel()]));
        }
        assertThatThrownBy(() -> dataset.scaled(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void label_isUnsigned() {
        assertThat(Dataset.of("one", ImageShape.MNIST, new byte[ImageShape.MNIST.numel()], new byte[] {(byte) 200})
                        .label(0))
                .isEqualTo(200);
    }

    @Test
    void datasetWithoutLabels_hasNoClass() {
        Dataset unlabeled = Dataset.of("mine", ImageShape.MNIST, Digits.pixels(3));
        assertThat(unlabeled.size()).isEqualTo(3);
        assertThat(unlabeled.classes()).isZero();
        assertThat(unlabeled.limit(2).classes()).isZero();
        assertThat(unlabeled.fingerprint()).isNotEqualTo(Digits.dataset(3).fingerprint());
        assertThatThrownBy(() -> unlabeled.label(0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("dataset mine: the images have no labels");
        assertThatThrownBy(() -> unlabeled.label(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Batches.ofEpoch(unlabeled, 2, new Seed(0), 0).get(0).labels())
                .isEmpty();
    }

    @Test
    void classNames_areNumbersByDefault() {
        assertThat(Digits.dataset(3).classNames()).containsExactly("0", "1", "2");
        assertThat(Digits.dataset(3).limit(1).classNames()).containsExactly("0", "1", "2");
        assertThat(Dataset.of("mine", ImageShape.MNIST, Digits.pixels(1)).classNames())
                .isEmpty();
    }

    @Test
    void classNames_areUnusedIfALabelIsAboveThem() {
        byte[] labels = {0, 2};
        assertThat(new MemoryDataset("two", ImageShape.MNIST, Digits.pixels(2), labels, ClassNames.LETTERS).classes())
                .isEqualTo(26);
        assertThat(new MemoryDataset("two", ImageShape.MNIST, Digits.pixels(2), labels, ClassNames.numbers(2))
                        .classNames())
                .containsExactly("0", "1", "2");
    }

    @Test
    void dataset_hasTheShapeOfItsImages() {
        ImageShape shape = new ImageShape(3, 32, 48);
        Dataset color = Dataset.of("mine", shape, Digits.noise(4 * shape.numel()), new byte[] {0, 1, 2, 6});
        assertThat(color.shape()).isEqualTo(shape);
        assertThat(color.classes()).isEqualTo(7);
        assertThat(color.image(3)).hasSize(shape.numel());
        assertThat(color.scaled(1, 2)).hasSize(2 * shape.numel());
        Batch batch = Batches.ofEpoch(color, 3, new Seed(0), 0).get(0);
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.shape()).isEqualTo(shape);
        assertThat(batch.images()).hasSize(3 * shape.numel());
        assertThatThrownBy(() -> Dataset.of("mine", shape, new byte[shape.numel() + 1]))
                .hasMessage("dataset mine: 4609 values, expected one or more times 4608, for images of 3x32x48");
    }

    @Test
    void fingerprint_dependsOnTheShape() {
        byte[] pixels = Digits.noise(2 * 3 * 16 * 32);
        assertThat(Dataset.of("mine", new ImageShape(3, 16, 32), pixels).fingerprint())
                .isNotEqualTo(
                        Dataset.of("mine", new ImageShape(3, 32, 16), pixels).fingerprint());
    }

    @Test
    void limit_keepsTheFirst() {
        Dataset limited = dataset.limit(2);
        assertThat(limited.name()).isEqualTo(dataset.name());
        assertThat(limited.size()).isEqualTo(2);
        assertThat(limited.image(1)).isEqualTo(dataset.image(1));
        assertThat(limited.scaled(0, 2)).isEqualTo(dataset.scaled(0, 2));
        assertThat(limited.limit(1).label(0)).isZero();
        assertThat(dataset.limit(5)).isSameAs(dataset);
        assertThat(dataset.limit(6)).isSameAs(dataset);
    }

    @Test
    void limit_hidesTheRest() {
        assertThatThrownBy(() -> dataset.limit(2).image(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("dataset digits: image 2 of 2");
        assertThatThrownBy(() -> dataset.limit(2).label(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> dataset.limit(2).scaled(1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void limit_refusesNumbersBelowOne() {
        assertThatThrownBy(() -> dataset.limit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset digits: limit is 0, expected at least 1");
    }

    @Test
    void fingerprint_dependsOnImagesAndLabels() {
        byte[] pixels = new byte[2 * ImageShape.MNIST.numel()];
        String fingerprint =
                Dataset.of("first", ImageShape.MNIST, pixels, new byte[2]).fingerprint();

        assertThat(fingerprint)
                .matches("[0-9a-f]{16}")
                .isEqualTo(Dataset.of("second", ImageShape.MNIST, pixels, new byte[2])
                        .fingerprint())
                .isNotEqualTo(Dataset.of("first", ImageShape.MNIST, pixels, new byte[] {0, 1})
                        .fingerprint())
                .isNotEqualTo(Dataset.of("first", ImageShape.MNIST, pixels, new byte[2])
                        .limit(1)
                        .fingerprint());
        pixels[783] = 1;
        assertThat(Dataset.of("first", ImageShape.MNIST, pixels, new byte[2]).fingerprint())
                .isNotEqualTo(fingerprint);
    }

    /** Runs record fingerprints: an old run must still recognize its images. */
    @Test
    void fingerprint_isThatOfTheFirstRelease() {
        assertThat(Digits.dataset(300).fingerprint()).isEqualTo("67b44fada40cfc77");
        assertThat(Digits.dataset(300).limit(50).fingerprint()).isEqualTo("caa60a8737c515d0");
    }
}
