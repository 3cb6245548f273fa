package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationSplitTests {
    @ParameterizedTest
    @CsvSource({"6, 5, 1", "7, 6, 1", "11, 10, 1", "12, 10, 2", "60, 50, 10"})
    void validation_isTheLastSixth(int images, int training, int validation) {
        ValidationSplit split = ValidationSplit.of(Digits.dataset(images));

        assertThat(split.training().size()).isEqualTo(training);
        assertThat(split.validation().size()).isEqualTo(validation);
        assertThat(split.validation().image(0)).isEqualTo(Digits.image(training));
        assertThat(split.validation().label(validation - 1))
                .isEqualTo(Digits.dataset(images).label(images - 1));
        assertThat(split.training().fingerprint())
                .isEqualTo(Digits.dataset(images).limit(training).fingerprint());
    }

    @Test
    void ofFiveImages_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValidationSplit.of(Digits.dataset(5)))
                .withMessageEndingWith(": 5 images, expected at least 6 to split off a validation set");
    }

    @Test
    void subset_isAView() {
        Dataset whole = Digits.dataset(9);
        Dataset some = whole.subset(3, 4);
        assertThat(some.size()).isEqualTo(4);
        assertThat(some.name()).isEqualTo(whole.name());
        assertThat(some.scaled(1, 2)).isEqualTo(whole.scaled(4, 2));
        assertThat(whole.subset(0, 9)).isSameAs(whole);
        assertThatThrownBy(() -> some.image(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> whole.subset(6, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> whole.subset(2, 0));
    }
}
