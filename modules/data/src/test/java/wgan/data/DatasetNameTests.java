package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DatasetNameTests {

    /** The numbers that the publishers state. */
    @ParameterizedTest
    @CsvSource({
        "mnist,          60000,  10000, 1x28x28, 10",
        "fashion-mnist,  60000,  10000, 1x28x28, 10",
        "kmnist,         60000,  10000, 1x28x28, 10",
        "emnist-digits,  240000, 40000, 1x28x28, 10",
        "emnist-letters, 124800, 20800, 1x28x28, 26",
        "cifar-10,       50000,  10000, 3x32x32, 10",
        "synthetic,      60000,  10000, 1x28x28, 10"
    })
    void name_hasTheNumbersOfItsDataset(String id, int training, int test, String shape, int classes)
            throws DataException {
        DatasetName name = DatasetName.of(id);
        assertThat(name.size(Split.TRAIN)).isEqualTo(training);
        assertThat(name.size(Split.TEST)).isEqualTo(test);
        assertThat(name.shape()).hasToString(shape);
        assertThat(name.classes()).isEqualTo(classes);
    }

    @ParameterizedTest
    @EnumSource
    void classNames_areDifferent(DatasetName name) {
        assertThat(name.classNames()).hasSize(name.classes()).doesNotHaveDuplicates();
    }

    @Test
    void unknownName_isRefusedInOneLine() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DatasetName.of("a\nb"))
                .withMessageStartingWith("dataset is 'a?b', expected one of mnist, ");
    }

    @Test
    void onlyMnistWasFetchedByTheAuthors() {
        assertThat(Arrays.stream(DatasetName.values()).filter(name -> !name.isUntested()))
                .containsExactly(DatasetName.MNIST, DatasetName.SYNTHETIC);
    }
}
