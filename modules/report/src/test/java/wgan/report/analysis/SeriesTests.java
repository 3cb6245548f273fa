package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.report.analysis.Series.Point;

class SeriesTests {

    @Test
    void medianFiltered_removesSingleSpikes() {
        assertThat(series(1, 2, 90, 4, 5).medianFiltered(3).values().toArray()).containsExactly(1.5, 2, 4, 5, 4.5);
    }

    @Test
    void medianFiltered_withAWindowWiderThanTheSeries_isItsMedianInTheMiddle() {
        assertThat(series(3, 1, 2).medianFiltered(9).values().toArray()).containsExactly(2, 2, 2);
        assertThat(series().medianFiltered(3).values().toArray()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "4, 3", "119, 3", "120, 3", "160, 5", "200, 5", "1407, 35"})
    void medianWindow_isAboutAFortieth_andOdd(int size, int window) {
        assertThat(series(new double[size]).medianWindow()).isEqualTo(window).isOdd();
    }

    @Test
    void from_keepsThisIterationAndLaterOnes() {
        assertThat(series(7, 8, 9).from(1).values().toArray()).containsExactly(8, 9);
    }

    @Test
    void evenlySpaced_thinsTheDenserPart_fromTheLastPointOn() {
        double[] dense = IntStream.rangeClosed(1, 12).mapToDouble(i -> 10 * i).toArray(); // to 120
        double[] sparse =
                IntStream.rangeClosed(1, 8).mapToDouble(i -> 120 + 40 * i).toArray(); // to 440

        assertThat(at(DoubleStream.concat(DoubleStream.of(dense), DoubleStream.of(sparse))
                                .toArray())
                        .evenlySpaced()
                        .points())
                .extracting(Point::iteration)
                .containsExactly(40.0, 80.0, 120.0, 160.0, 200.0, 240.0, 280.0, 320.0, 360.0, 400.0, 440.0);
    }

    @Test
    void evenlySpaced_keepsAnEvenSeries_exceptAPointThatIsTooNearToTheLast() {
        assertThat(at(78, 156, 234, 312, 313).evenlySpaced().points())
                .extracting(Point::iteration)
                .containsExactly(78.0, 156.0, 234.0, 313.0);
        assertThat(at(100, 200, 400, 500, 600).evenlySpaced())
                .as("one is missing")
                .isEqualTo(at(100, 200, 400, 500, 600));
        assertThat(at(1, 2).evenlySpaced()).isEqualTo(at(1, 2));
        assertThat(at().evenlySpaced()).isEqualTo(at());
    }

    private static Series at(double... iterations) {
        return new Series(DoubleStream.of(iterations)
                .mapToObj(iteration -> new Point(iteration, 7))
                .toList());
    }

    @Test
    void median_ofAnEvenNumber_isTheMeanOfTwo() {
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
