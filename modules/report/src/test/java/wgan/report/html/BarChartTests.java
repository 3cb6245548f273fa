package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarChartTests {
    private static final Pattern LABEL = Pattern.compile("<text [^>]*>([^<]*)</text>");

    private static BarChart chart(List<String> names) {
        return new BarChart("classes", names, Collections.nCopies(names.size(), 5), "hue0");
    }

    private static BarChart numbered(int classes) {
        return chart(IntStream.range(0, classes).mapToObj(String::valueOf).toList());
    }

    private static List<String> labels(BarChart chart) {
        return LABEL.matcher(chart.svg().markup())
                .results()
                .map(label -> label.group(1))
                .toList();
    }

    @Test
    void tenDigits_haveALabelEach_belowTheirBars() {
        assertThat(labels(numbered(10))).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(numbered(10).svg().markup()).doesNotContain("rotate");
        assertThat(numbered(10).isWide()).isFalse();
    }

    @Test
    void longNames_areVerticalAndShortened() {
        BarChart chart = chart(List.of("airplane", "automobile & truck", "bird"));

        assertThat(labels(chart)).containsExactly("airplane", "automobile …", "bird");
        assertThat(chart.svg().markup()).contains("rotate(-90)");
    }

    @Test
    void manyClasses_areWide_andSomeHaveNoLabel() {
        BarChart chart = numbered(256);

        assertThat(chart.isWide()).isTrue();
        assertThat(labels(chart)).hasSizeBetween(20, 64).startsWith("0");
    }
}
