package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTests {
    private static final List<List<Double>> ROUNDS =
            IntStream.range(0, 25).mapToObj(i -> List.of((double) i, i + 1.0)).toList();

    @Test
    void of_containsTheStatistic_andIsTheSameForTheSameData() {
        Interval interval = mean(ROUNDS);
        // The standard error of the mean of 25 uniform rounds is 7.2 / 5; 1.96 of these on either side of 12.5.
        assertThat(interval.low()).isBetween(9.0, 10.5);
        assertThat(interval.high()).isBetween(14.5, 16.0);
        assertThat(mean(ROUNDS)).isEqualTo(interval);
    }

    @Test
    void of_resamplesWholeRounds() {
        List<List<Double>> repeated = ROUNDS.stream()
                .map(round -> IntStream.range(0, 50).mapToObj(i -> round.get(0)).toList())
                .toList();
        Interval interval = mean(repeated);
        assertThat(interval.high() - interval.low())
                .as("fifty equal iterations in a round are no more certain than one")
                .isGreaterThan(4);
    }

    @Test
    void of_equalRounds_hasNoWidth() {
        assertThat(mean(List.of(List.of(3.0), List.of(3.0)))).isEqualTo(new Interval(3, 3));
    }

    @Test
    void of_oneRound_isNull() {
        assertThat(mean(List.of(List.of(3.0, 4.0)))).isNull();
    }

    @Test
    void text_hasBothEnds() {
        assertThat(new Interval(1.514, 1.706).text("%.2f")).isEqualTo("1.51 … 1.71");
    }

    private static Interval mean(List<List<Double>> rounds) {
        return Quantity.of(
                        rounds,
                        values -> values.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow())
                .interval();
    }
}
