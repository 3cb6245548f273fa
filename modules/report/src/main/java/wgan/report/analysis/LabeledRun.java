package wgan.report.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wgan.evaluate.GenerativeMetrics;

/**
 * A run and the evaluation of its generator, as one of several that are compared.
 *
 * @param name unique among them
 * @param number its place among them, from 0
 * @param run how it was trained
 * @param result the evaluation of its generator
 */
public record LabeledRun(String name, int number, Run run, GeneratorResult result) {

    /** Names runs after their objectives; those that share an objective after their directories, too. */
    public static List<LabeledRun> of(Map<Run, GeneratorResult> results) {
        List<LabeledRun> runs = new ArrayList<>();
        results.forEach((run, result) -> {
            boolean alone = results.keySet().stream()
                    .noneMatch(other -> other != run && other.title().equals(run.title()));
            String name = alone ? run.title() : run.title() + " (" + run.directory() + ")";
            runs.add(new LabeledRun(name, runs.size(), run, result));
        });
        return runs;
    }

    /** Returns the metrics of its generator. */
    public GenerativeMetrics metrics() {
        return result.metrics();
    }

    /** Returns the correlation of the critic's estimate −L_D with the Fréchet classifier distance. */
    public LossCorrelation criticCorrelation() {
        return LossCorrelation.of(run.criticEstimate(), evaluations(), run.iterations());
    }

    /** Returns the correlation of L_G with the Fréchet classifier distance. */
    public LossCorrelation generatorCorrelation() {
        return LossCorrelation.of(run.generatorLoss(), evaluations(), run.iterations());
    }

    /** Returns how stable the Fréchet classifier distance is at the end of the run. */
    public Stability stability() {
        return Stability.of(evaluations(), run.iterations());
    }

    private Series evaluations() {
        return run.frechetClassifierDistance().evenlySpaced();
    }
}
