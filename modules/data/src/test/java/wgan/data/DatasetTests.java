package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DatasetTests {

    private final Dataset dataset = Digits.dataset(5);

    @Test
    void image_isACopyOfItsPixels() {
        byte[] image = dataset.image(3);
        assertThat(image).isEqualTo(Digits.image(3));
        image[0] ^= 1;
        assertThat(dataset.image(3)).isEqualTo(Digits.image(3));
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
        assertThat(new Dataset(new byte[Dataset.IMAGE_SIZE], new byte[] {(byte) 200}).label(0))
                .isEqualTo(200);
    }

    @Test
    void limit_keepsTheFirst() {
        Dataset limited = dataset.limit(2);
        assertThat(limited.size()).isEqualTo(2);
        assertThat(limited.image(1)).isEqualTo(dataset.image(1));
        assertThat(dataset.limit(5)).isSameAs(dataset);
        assertThat(dataset.limit(6)).isSameAs(dataset);
    }

    @Test
    void fingerprint_isOfImagesAndLabels() {
        byte[] pixels = new byte[2 * Dataset.IMAGE_SIZE];
        String fingerprint = new Dataset(pixels, new byte[2]).fingerprint();

        assertThat(fingerprint)
                .matches("[0-9a-f]{16}")
                .isEqualTo(new Dataset(pixels.clone(), new byte[2]).fingerprint())
                .isNotEqualTo(new Dataset(pixels, new byte[] {0, 1}).fingerprint())
                .isNotEqualTo(new Dataset(pixels, new byte[2]).limit(1).fingerprint());
        pixels[783] = 1;
        assertThat(new Dataset(pixels, new byte[2]).fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void limit_hidesTheRest() {
        assertThatThrownBy(() -> dataset.limit(2).image(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("dataset: image 2 of 2");
        assertThatThrownBy(() -> dataset.limit(2).label(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void limit_refusesNothing() {
        assertThatThrownBy(() -> dataset.limit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset: limit is 0, expected at least 1");
    }

    @Test
    void constructor_refusesPixelsThatDoNotFitTheLabels() {
        assertThatThrownBy(() -> new Dataset(new byte[784], new byte[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset: 784 pixels for 2 labels, expected 1568");
    }
}
