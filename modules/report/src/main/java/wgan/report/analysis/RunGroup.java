package wgan.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.evaluate.metrics.Estimate;

/**
 * Runs that differ in their seeds only.
 *
 * @param name of the runs, without their seeds
 * @param runs at least one
 */
public record RunGroup(String name, List<LabeledRun> runs) {
    /** The setting that the runs may differ in. */
    static final String SEED = "seed";

    /** Keeps a copy. */
    public RunGroup {
        runs = List.copyOf(runs);
    }

    /** Groups runs, in the order of the first of each group. */
    public static List<RunGroup> of(List<LabeledRun> runs) {
        Map<Object, List<LabeledRun>> groups = new LinkedHashMap<>();
        for (LabeledRun run : runs) {
            groups.computeIfAbsent(settings(run.run()), settings -> new ArrayList<>())
                    .add(run);
        }
        return groups.values().stream()
                .map(group -> new RunGroup(
                        group.size() > 1
                                ? group.getFirst().run().title()
                                : group.getFirst().name(),
                        group))
                .toList();
    }

    /** Returns the settings without the seed. */
    static Map<String, String> settings(Run run) {
        Map<String, String> settings = new LinkedHashMap<>(run.configuration().values());
        settings.remove(SEED);
        return settings;
    }

    /** Returns the first run, which represents the group in figures. */
    public LabeledRun first() {
        return runs.getFirst();
    }

    /** Returns whether there are several seeds. */
    public boolean hasSeveralSeeds() {
        return runs.size() > 1;
    }

    /**
     * Returns a metric: of one run with the standard error of its samples, of several runs the mean with the standard error of the
     * variation between them, whose interval is by Student's t-distribution.
     */
    public Estimate of(Metric metric) {
        return hasSeveralSeeds() ? Estimate.ofMean(values(metric)) : metric.of(first().metrics());
    }

    /** Returns the standard deviation of a metric over the seeds; NaN for one seed. */
    public double deviation(Metric metric) {
        return Estimate.standardDeviation(values(metric));
    }

    private double[] values(Metric metric) {
        return runs.stream()
                .mapToDouble(run -> metric.of(run.metrics()).value())
                .toArray();
    }
}
