package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class OutputFormatTests {
    private static final CommandLine COMMAND = Main.commandLine(Main.class);

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
        "DIGITS.PNG,          GRID",
        "walk.gif/digits.png, GRID"
    })
    void endOfTheName_selectsTheFormat(Path file, String format) {
        assertThat(OutputFormat.of(file, "--out", COMMAND)).isEqualTo(OutputFormat.valueOf(format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.jpg", "digits", "idx3-ubyte/digits", "digits.png/x", "x.webp", "png"})
    void otherEnd_isRefused(Path file) {
        assertThatThrownBy(() -> OutputFormat.of(file, "--out", COMMAND))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--out is " + file + ", expected a name that ends in .png, .gif, -idx3-ubyte or .gz");
    }
}
