package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DatasetTests {

    private final Dataset dataset = Digits.dataset(5);

    @Test
    void of_copiesTheArrays() {
        byte[] pixels = Digits.pixels(2);
        byte[] labels = Digits.labels(2);
        Dataset copied = Dataset.of("copied", pixels, labels);
        pixels[0] ^= 1;
        labels[1] ^= 1;
        assertThat(copied.name()).isEqualTo("copied");
        assertThat(copied.size()).isEqualTo(2);
        assertThat(copied.image(0)).isEqualTo(Digits.image(0));
        assertThat(copied.label(1)).isEqualTo(1);
    }

    @Test
    void of_refusesPixelsThatDoNotMatchTheLabels() {
        assertThatThrownBy(() -> Dataset.of("mine", new byte[784], new byte[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "dataset mine: 784 pixels for 2 labels, expected 784 for each label, and at least one label");
        assertThatThrownBy(() -> Dataset.of("mine", new byte[0], new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dataset.of(null, new byte[784], new byte[1])).isInstanceOf(NullPointerException.class);
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
        float[] out = new float[Dataset.IMAGE_SIZE + 3];
        dataset.copyScaled(4, out, 2);
        assertThat(out[1]).isZero();
        assertThat(out[Dataset.IMAGE_SIZE + 2]).isZero();
        for (int i = 0; i < Dataset.IMAGE_SIZE; i++) {
            assertThat(out[2 + i]).isEqualTo(Pixels.toFloat(Digits.image(4)[i]));
        }
        assertThatThrownBy(() -> dataset.copyScaled(4, out, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void scaled_isSeveralImagesOneAfterTheOther() {
        float[] scaled = dataset.scaled(2, 3);
        assertThat(scaled).hasSize(3 * Dataset.IMAGE_SIZE);
        for (int i = 0; i < scaled.length; i++) {
            byte[] image = dataset.image(2 + i / Dataset.IMAGE_SIZE);
            assertThat(scaled[i]).isEqualTo(Pixels.toFloat(image[i % Dataset.IMAGE_SIZE]));
        }
        assertThatThrownBy(() -> dataset.scaled(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void label_isUnsigned() {
        assertThat(Dataset.of("one", new byte[Dataset.IMAGE_SIZE], new byte[] {(byte) 200})
                        .label(0))
                .isEqualTo(200);
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
        byte[] pixels = new byte[2 * Dataset.IMAGE_SIZE];
        String fingerprint = Dataset.of("first", pixels, new byte[2]).fingerprint();

        assertThat(fingerprint)
                .matches("[0-9a-f]{16}")
                .isEqualTo(Dataset.of("second", pixels, new byte[2]).fingerprint())
                .isNotEqualTo(Dataset.of("first", pixels, new byte[] {0, 1}).fingerprint())
                .isNotEqualTo(Dataset.of("first", pixels, new byte[2]).limit(1).fingerprint());
        pixels[783] = 1;
        assertThat(Dataset.of("first", pixels, new byte[2]).fingerprint()).isNotEqualTo(fingerprint);
    }

    /** Runs record fingerprints: an old run must still recognize its images. */
    @Test
    void fingerprint_isThatOfTheFirstRelease() {
        assertThat(Digits.dataset(300).fingerprint()).isEqualTo("67b44fada40cfc77");
        assertThat(Digits.dataset(300).limit(50).fingerprint()).isEqualTo("caa60a8737c515d0");
    }
}
