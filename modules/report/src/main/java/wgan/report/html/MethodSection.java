package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.MetricEvaluator;
import wgan.report.analysis.Correlation;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.ModeCollapse;
import wgan.report.analysis.Stability;

/**
 * How the figures of the page are computed.
 *
 * @param texts of the page
 * @param runs at least one
 * @param real metrics of real images
 */
record MethodSection(Texts texts, List<LabeledRun> runs, GenerativeMetrics real) {

    Html html() {
        GenerativeMetrics any = runs.getFirst().metrics();
        List<Html> entries = new ArrayList<>();
        entries.add(entry(
                "method.metrics",
                Numbers.whole(any.samples()),
                any.seed(),
                Numbers.fixed(100 * any.classifierAccuracy(), 1) + " %",
                Numbers.whole(real.samples())));
        entries.add(entry("method.precision"));
        entries.add(entry(
                "method.density", Numbers.whole(Math.min(any.samples(), MetricEvaluator.RANDOM_FEATURE_SAMPLES))));
        entries.add(entry("method.kernel"));
        entries.add(entry(
                "method.near",
                texts.list(runs.stream()
                        .map(run -> run.result().memorization().control())
                        .distinct()
                        .map(control -> texts.get("method.near", control))
                        .toList())));
        entries.add(entry("method.intervals"));
        entries.add(entry("method.correlation", Correlation.LEAST_PAIRS));
        entries.add(entry(
                "method.collapse",
                Numbers.fixed(ModeCollapse.MISSING_BITS, 0),
                ModeCollapse.LEAST_FREQUENCY,
                ModeCollapse.LEAST_COVERAGE,
                ModeCollapse.LEAST_RECALL,
                ModeCollapse.LEAST_PRECISION));
        entries.add(entry("method.stability", Stability.LEAST_EVALUATIONS));
        return Html.of("""
                <section id="method">
                <h2>{}</h2>
                <dl class="method">
                {}</dl>
                </section>
                """, texts.get("method.title"), entries);
    }

    private Html entry(String key, Object... values) {
        return Html.of("<dt>{}</dt><dd>{}</dd>\n", texts.get(key), texts.html(key + ".text", values));
    }
}
