package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFormatTests {
    @ParameterizedTest
    @CsvSource({
        "many-idx3-ubyte,     IDX",
        "a/b-idx3-ubyte.gz,   IDX",
        "x.gz,                IDX",
        "walk.gif,            ANIMATION",
        "a/.gif,              ANIMATION",
        "WALK.GIF,            ANIMATION",
        "X.GZ,                IDX",
        "digits.png,          GRID",
        "idx3-ubyte/digits,   GRID",
        "walk.gif/digits.png, GRID",
        "digits,              GRID"
    })
    void endOfTheName_choosesTheFormat(Path file, String format) {
        assertThat(OutputFormat.of(file)).isEqualTo(OutputFormat.valueOf(format));
    }
}
