package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.FeatureExtractor;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.MetricEvaluator;
import wgan.evaluate.classifier.Classifier;
import wgan.report.analysis.Correlation;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.ModeCollapse;
import wgan.report.analysis.RealImages;
import wgan.report.analysis.Stability;

/**
 * How the figures of the page are computed.
 *
 * @param texts of the page
 * @param runs at least one
 * @param real the real images that generated ones are compared with
 */
record MethodSection(Texts texts, List<LabeledRun> runs, RealImages real) {

    Html html() {
        GenerativeMetrics any = runs.getFirst().metrics();
        String split = real.split().map(Enum::name).orElse("OTHER");
        List<Html> entries = new ArrayList<>();
        entries.add(
                entry("method.metrics", Numbers.whole(any.samples()), any.seed(), texts.get("method.set." + split)));
        entries.add(features(any));
        entries.add(entry(
                "method.real",
                Numbers.whole(real.metrics().samples()),
                texts.get("method.real." + split + "." + real.features().name())));
        entries.add(entry("method.precision"));
        entries.add(entry(
                "method.density",
                any.randomManifolds().isPresent()
                        ? texts.get(
                                "method.density.random",
                                Numbers.whole(Math.min(any.samples(), MetricEvaluator.RANDOM_FEATURE_SAMPLES)))
                        : ""));
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
                ModeCollapse.LEAST_PRECISION,
                any.classes().isPresent()
                        ? texts.get(
                                "method.collapse.classes",
                                Numbers.fixed(ModeCollapse.MISSING_BITS, 0),
                                ModeCollapse.LEAST_FREQUENCY)
                        : texts.get("method.collapse.unlabeled"),
                ModeCollapse.LEAST_COVERAGE,
                ModeCollapse.LEAST_RECALL));
        entries.add(entry("method.stability", Stability.LEAST_EVALUATIONS));
        return Html.of("""
                <section id="method">
                <h2>{}</h2>
                <dl class="method">
                {}</dl>
                </section>
                """, texts.get("method.title"), entries);
    }

    private Html features(GenerativeMetrics any) {
        double accuracy = any.classes().map(ClassMetrics::accuracy).orElse(Double.NaN);
        String text = real.features() == FeatureExtractor.CLASSIFIER
                ? texts.get(
                        "method.features.CLASSIFIER.text",
                        Classifier.FEATURES,
                        real.split().isPresent() ? texts.get("method.features.part") : "",
                        Numbers.fixed(100 * accuracy, 1) + " %")
                : texts.get("method.features.RANDOM.text", Classifier.FEATURES);
        return entry(texts.get("method.features"), LossSymbols.html(text));
    }

    private Html entry(String key, Object... values) {
        return entry(texts.get(key), texts.html(key + ".text", values));
    }

    private static Html entry(String name, Html text) {
        return Html.of("<dt>{}</dt><dd>{}</dd>\n", name, text);
    }
}
