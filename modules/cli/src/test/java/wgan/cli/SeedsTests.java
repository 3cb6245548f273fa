package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SeedsTests {
    @Test
    void list_keepsItsOrder() {
        assertThat(read("3,17,42")).containsExactly(3L, 17L, 42L);
        assertThat(read("42, 3,3")).containsExactly(42L, 3L, 3L);
    }

    @Test
    void range_includesBothEnds() {
        assertThat(read("0-63")).isEqualTo(LongStream.rangeClosed(0, 63).boxed().toList());
        assertThat(read("5-5")).containsExactly(5L);
        assertThat(read("7,1-3,999999999999999999")).containsExactly(7L, 1L, 2L, 3L, 999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "1,",
                ",1",
                "-1",
                "1-",
                "1--2",
                "1-2-3",
                "x",
                "1.5",
                "1e3",
                "1 2",
                "9999999999999999999"
            })
    void otherText_isRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a list of seeds such as 0-63 or 3,17,42");
    }

    @Test
    void descendingRange_isRefused() {
        assertThatThrownBy(() -> read("1,9-3"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("expected seeds and ranges first-last");
    }

    @Test
    void tooManySeeds_areRefusedBeforeTheListIsMade() {
        assertThat(read("1-" + SeedLatents.MAX_COUNT)).hasSize(SeedLatents.MAX_COUNT);
        for (String text :
                List.of("0-" + SeedLatents.MAX_COUNT, "0-999999999999999999", "1-" + SeedLatents.MAX_COUNT + ",7")) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageEndingWith("with at most 100000 seeds in all");
        }
    }

    private static List<Long> read(String text) {
        return new Seeds.Converter().convert(text).values();
    }
}
