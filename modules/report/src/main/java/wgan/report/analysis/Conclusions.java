package wgan.report.analysis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import wgan.report.analysis.LossCorrelation.Outcome;

/**
 * The conclusions from the metrics of several runs. Values only; the sentences are in {@code wgan.report.html}.
 *
 * @param runs at least one
 * @param real the real images that generated ones are compared with
 */
public record Conclusions(List<LabeledRun> runs, RealImages real) {

    /** Keeps a copy. */
    public Conclusions {
        runs = List.copyOf(runs);
    }

    /** Returns which generator is best. */
    public Ranking ranking() {
        return Ranking.of(RunGroup.of(runs));
    }

    /** Returns whether the critics' estimates follow the Fréchet distance, in the order of the constants. */
    public Map<Outcome, List<LabeledRun>> criticCorrelations() {
        return grouped(runs, Outcome.class, run -> run.criticCorrelation().outcome());
    }

    /** Returns which generators have collapsed, in the order of the constants. */
    public Map<ModeCollapse, List<LabeledRun>> modeCollapse() {
        return grouped(runs, ModeCollapse.class, run -> ModeCollapse.of(run.metrics(), real.metrics()));
    }

    /** Returns the classes that a generator almost misses. */
    public List<Integer> missingClasses(LabeledRun run) {
        return ModeCollapse.missingClasses(run.metrics(), real.metrics());
    }

    /** Returns which generators have memorized training images, in the order of the constants. */
    public Map<MemorizationCheck, List<LabeledRun>> memorization() {
        return grouped(runs, MemorizationCheck.class, run -> MemorizationCheck.of(run.result()));
    }

    /** Returns how stable the runs are at their ends. */
    public StabilityComparison stability() {
        return StabilityComparison.of(runs);
    }

    private static <K extends Enum<K>> Map<K, List<LabeledRun>> grouped(
            List<LabeledRun> runs, Class<K> keys, Function<LabeledRun, K> key) {
        return runs.stream().collect(Collectors.groupingBy(key, () -> new EnumMap<>(keys), Collectors.toList()));
    }
}
