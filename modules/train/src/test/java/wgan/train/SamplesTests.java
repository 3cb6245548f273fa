package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SamplesTests {

    @Test
    void samples_shareTheirPixels() {
        float[] pixels = new float[2 * 3 * 4];

        var samples = new Samples(pixels, 2, 3, 4);

        assertThat(samples.pixels()).isSameAs(pixels);
        assertThat(samples.count()).isEqualTo(2);
        assertThat(samples.rows()).isEqualTo(3);
        assertThat(samples.columns()).isEqualTo(4);
    }

    @Test
    void samples_refuseSizesThatDoNotMatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(new float[23], 2, 3, 4))
                .withMessage("samples: 23 pixels for (2, 3, 4), expected their product, all positive");
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(new float[0], 0, 28, 28));
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(new float[4], 1, -2, -2));
    }
}
