package wgan.report.analysis;

import static java.util.Comparator.comparingDouble;

import java.util.List;

/**
 * Runs in the order of the Fréchet classifier distance of their generators.
 *
 * @param best the runs with the lowest distance; several if theirs are equal at the {@linkplain ReportedPrecision reported precision}
 * @param others all other runs, the better first
 */
public record Ranking(List<LabeledRun> best, List<LabeledRun> others) {

    /** The certainty of which run is best. */
    public enum Certainty {
        /** There is no single best run, or no other run. */
        NOT_APPLICABLE,
        /** The best run or the next has too few evaluations. */
        UNDETERMINED,
        /** The lead is greater than both distances varied in the last third of their runs. */
        LEAD_EXCEEDS_RANGE,
        /** The lead is not greater than that. */
        LEAD_WITHIN_RANGE
    }

    static Ranking of(List<LabeledRun> runs) {
        List<LabeledRun> order =
                runs.stream().sorted(comparingDouble(Ranking::distance)).toList();
        double lowest = distance(order.getFirst());
        List<LabeledRun> best = order.stream()
                .filter(run -> ReportedPrecision.areEqualDistances(distance(run), lowest))
                .toList();
        return new Ranking(best, order.subList(best.size(), order.size()));
    }

    private static double distance(LabeledRun run) {
        return run.metrics().frechetClassifierDistance();
    }

    /** Returns how certain it is which run is best. */
    public Certainty certainty() {
        if (best.size() > 1 || others.isEmpty()) {
            return Certainty.NOT_APPLICABLE;
        }
        if (!best.getFirst().stability().isKnown()
                || !others.getFirst().stability().isKnown()) {
            return Certainty.UNDETERMINED;
        }
        return lead() > range() ? Certainty.LEAD_EXCEEDS_RANGE : Certainty.LEAD_WITHIN_RANGE;
    }

    /** Returns the distance of the next run less that of the best; there must be one. */
    public double lead() {
        return distance(others.getFirst()) - distance(best.getFirst());
    }

    /** Returns the greater of the ranges of these two distances in the last third of their runs. */
    public double range() {
        return Math.max(
                best.getFirst().stability().range(),
                others.getFirst().stability().range());
    }
}
