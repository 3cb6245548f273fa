package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.evaluate.FeatureExtractor;

class TextsTests {
    private static final Pattern VALUE = Pattern.compile("\\{\\d}");
    private static final Texts ENGLISH = Texts.of("en", FeatureExtractor.CLASSIFIER);

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyLanguage_hasTheSameKeysAndValues(String language) {
        Texts texts = Texts.of(language, FeatureExtractor.CLASSIFIER);
        assertThat(new TreeSet<>(texts.bundle().keySet()))
                .isEqualTo(new TreeSet<>(ENGLISH.bundle().keySet()));
        for (String key : ENGLISH.bundle().keySet()) {
            assertThat(values(texts.get(key))).as(key).isEqualTo(values(ENGLISH.get(key)));
        }
    }

    private static Set<String> values(String text) {
        return new TreeSet<>(
                VALUE.matcher(text).results().map(MatchResult::group).toList());
    }

    @Test
    void get_fillsInTheValues() {
        assertThat(ENGLISH.get("page.title", "WGAN", "MNIST")).isEqualTo("WGAN on MNIST");
        assertThat(Texts.of("zh", FeatureExtractor.CLASSIFIER).get("page.title", "WGAN", "MNIST"))
                .isEqualTo("WGAN：MNIST");
        assertThatExceptionOfType(MissingResourceException.class).isThrownBy(() -> ENGLISH.get("no.such.text"));
    }

    @Test
    void list_joinsTheParts() {
        assertThat(ENGLISH.list(List.of("A"))).isEqualTo("A");
        assertThat(ENGLISH.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
        assertThat(Texts.of("zh", FeatureExtractor.CLASSIFIER).list(List.of("A", "B", "C")))
                .isEqualTo("A、B和C");
    }
}
