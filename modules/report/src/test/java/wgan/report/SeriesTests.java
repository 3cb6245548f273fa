package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.report.Series.Point;

class SeriesTests {

    @Test
    void medianFilter_takesSingleSpikesAway() {
        assertThat(series(1, 2, 90, 4, 5).medianFiltered(3).values().toArray()).containsExactly(1.5, 2, 4, 5, 4.5);
    }

    @Test
    void medianFilter_widerThanTheSeries_isItsMedianInTheMiddle() {
        assertThat(series(3, 1, 2).medianFiltered(9).values().toArray()).containsExactly(2, 2, 2);
        assertThat(series().medianFiltered(3).values().toArray()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "4, 3", "119, 3", "120, 3", "160, 5", "200, 5", "1407, 35"})
    void usualWindow_isAboutAFortieth_andOdd(int size, int window) {
        assertThat(series(new double[size]).usualWindow()).isEqualTo(window).isOdd();
    }

    @Test
    void from_keepsThatIterationAndLaterOnes() {
        assertThat(series(7, 8, 9).from(1).values().toArray()).containsExactly(8, 9);
    }

    @Test
    void median_ofAnEvenNumber_isInTheMiddleOfTwo() {
        assertThat(Series.median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Series.median()).isNaN();
    }

    /** Values at iterations 0, 1, 2 … */
    static Series series(double... values) {
        List<Point> points = IntStream.range(0, values.length)
                .mapToObj(i -> new Point(i, values[i]))
                .toList();
        return new Series(points);
    }
}
