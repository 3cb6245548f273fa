package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wgan.bench.Goal.Bound;
import wgan.bench.Goal.Verdict;
import wgan.image.ImageShape;

class GoalTests {
    @Test
    void verdict_isUndecidedIfTheIntervalContainsTheGoal() {
        Quantity from10To20 = rounds(10, 10, 10, 15, 20, 20, 20);
        assertThat(verdict(Bound.AT_LEAST, 9, from10To20)).isEqualTo(Verdict.MET);
        assertThat(verdict(Bound.AT_LEAST, 15, from10To20)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(Bound.AT_LEAST, 21, from10To20)).isEqualTo(Verdict.MISSED);
        assertThat(verdict(Bound.AT_MOST, 9, from10To20)).isEqualTo(Verdict.MISSED);
        assertThat(verdict(Bound.AT_MOST, 15, from10To20)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(Bound.AT_MOST, 21, from10To20)).isEqualTo(Verdict.MET);
    }

    @Test
    void verdict_withoutAnInterval_dependsOnTheNumber() {
        assertThat(verdict(Bound.AT_MOST, 15, rounds(15))).isEqualTo(Verdict.MET);
        assertThat(verdict(Bound.AT_MOST, 15, rounds(16))).isEqualTo(Verdict.MISSED);
        assertThat(verdict(Bound.AT_MOST, 15, null)).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void all_readsTheIterationTheTraceAndTheHeap() {
        Map<String, Result> oneDnn = Map.of(
                "auto_iteration", Results.of(300, 300, 300, 0),
                "auto_onednn", Results.of(200, 200, 200, 0),
                "auto_outside", Results.of(100, 100, 100, 0));
        Map<String, Result> heap = Map.of("auto", Result.of(List.of(List.of(1000.0, 1100.0, 1300.0))));
        Map<String, Result> shapes =
                Map.of("1x28x28", Results.of(100, 100, 100, 0), "3x64x64", Results.of(1000, 1000, 1000, 0));
        double more = (double) MultiplyAdds.ofIteration(new ImageShape(3, 64, 64))
                / MultiplyAdds.ofIteration(ImageShape.MNIST);
        assertThat(Goal.all(Results.iteration(), oneDnn, heap, shapes))
                .extracting(Goal::measured)
                .containsExactly(2.5, 2.5, 2.0, 1.2, 100.0, null, 1.5, null, 100.0, 100.0, 15.0, 10 / more);
    }

    @Test
    void table_hasGoalMeasuredIntervalAndVerdict() {
        assertThat(Goal.table(List.of(
                        Goal.of("speed", Bound.AT_LEAST, 1.8, rounds(2, 2)),
                        Goal.of("page faults", Bound.AT_MOST, 200, rounds(1000)),
                        Goal.of("heap", Bound.AT_MOST, 512, null))))
                .isEqualTo("""
                goal, for an iteration          measured         95 %
                speed                   ≥ 1.80      2.00  2.00 … 2.00           met
                page faults              ≤ 200      1000            –        missed
                heap                     ≤ 512         –            –  not measured
                """);
    }

    private static Verdict verdict(Bound bound, double goal, Quantity quantity) {
        return Goal.of("speed", bound, goal, quantity).verdict();
    }

    private static Quantity rounds(double... values) {
        return Quantity.of(
                Arrays.stream(values).mapToObj(List::of).toList(),
                all -> Summary.of(all).median());
    }
}
