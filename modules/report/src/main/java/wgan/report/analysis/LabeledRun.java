package wgan.report.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wgan.evaluate.GenerativeMetrics;

/**
 * A run and the evaluation of its generator, as one of several that are compared.
 *
 * @param name unique among them
 * @param number its place among them, from 0
 * @param run how it was trained
 * @param result the evaluation of its generator
 * @param criticCorrelation the correlation of the critic's estimate −L_D with the Fréchet distance
 * @param generatorCorrelation the correlation of L_G with the Fréchet distance
 * @param stability how stable the Fréchet distance is at the end of the run
 */
public record LabeledRun(
        String name,
        int number,
        Run run,
        GeneratorResult result,
        LossCorrelation criticCorrelation,
        LossCorrelation generatorCorrelation,
        Stability stability) {

    /** Names runs after their objectives; those that share an objective after their seeds or directories, too. */
    public static List<LabeledRun> of(Map<Run, GeneratorResult> results) {
        List<LabeledRun> runs = new ArrayList<>();
        results.forEach((run, result) -> {
            runs.add(of(name(run, results.keySet()), runs.size(), run, result));
        });
        return runs;
    }

    private static LabeledRun of(String name, int number, Run run, GeneratorResult result) {
        Series distances = run.frechetDistance().evenlySpaced();
        long iterations = run.iterations();
        return new LabeledRun(
                name,
                number,
                run,
                result,
                LossCorrelation.of(run.criticEstimate(), distances, iterations),
                LossCorrelation.of(run.generatorLoss(), distances, iterations),
                Stability.of(distances, iterations));
    }

    private static String name(Run run, Set<Run> all) {
        List<Run> others = all.stream()
                .filter(other -> other != run && other.title().equals(run.title()))
                .toList();
        if (others.isEmpty()) {
            return run.title();
        }
        boolean differInSeedsOnly = others.stream()
                .allMatch(other -> RunGroup.settings(other).equals(RunGroup.settings(run))
                        && !other.setting(RunGroup.SEED).equals(run.setting(RunGroup.SEED)));
        return run.title() + " ("
                + (differInSeedsOnly ? "seed " + run.setting(RunGroup.SEED).orElseThrow() : run.directory()) + ")";
    }

    /** Returns the metrics of its generator. */
    public GenerativeMetrics metrics() {
        return result.metrics();
    }
}
