package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;

class SamplesTests {

    @Test
    void samples_shareTheirPixels() {
        float[] pixels = new float[2 * 3 * 48 * 64];

        var samples = new Samples(pixels, new ImageShape(3, 48, 64));

        assertThat(samples.pixels()).isSameAs(pixels);
        assertThat(samples.count()).isEqualTo(2);
        assertThat(samples.shape()).isEqualTo(new ImageShape(3, 48, 64));
    }

    @Test
    void samples_refuseSizesThatDoNotMatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(new float[785], ImageShape.MNIST))
                .withMessage("samples: 785 values, expected one or more times 784, for images of 1x28x28");
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(new float[0], ImageShape.MNIST));
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(new float[784], new ImageShape(1, 32, 32)));
    }
}
