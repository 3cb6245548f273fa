package wgan.report.analysis;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import wgan.evaluate.metrics.Estimate;

/**
 * Groups of runs in the order of the Fréchet distance of their generators.
 *
 * @param best the group with the lowest distance
 * @param equal those whose 95 % confidence intervals overlap with that of the best, the better first
 * @param others all others, the better first
 */
public record Ranking(RunGroup best, List<RunGroup> equal, List<RunGroup> others) {
    static Ranking of(List<RunGroup> groups) {
        List<RunGroup> order = groups.stream()
                .sorted(comparingDouble(group -> distance(group).value()))
                .toList();
        RunGroup best = order.getFirst();
        List<RunGroup> rest = order.subList(1, order.size());
        return new Ranking(
                best,
                rest.stream()
                        .filter(group -> distance(group).overlaps(distance(best)))
                        .toList(),
                rest.stream()
                        .filter(group -> !distance(group).overlaps(distance(best)))
                        .toList());
    }

    private static Estimate distance(RunGroup group) {
        return group.of(Metric.FRECHET_DISTANCE);
    }

    /** Returns whether a group has one seed only, so that the variation between trainings is not known. */
    public boolean isOfSingleSeeds() {
        return !best.hasSeveralSeeds() || equal.stream().anyMatch(group -> !group.hasSeveralSeeds());
    }
}
