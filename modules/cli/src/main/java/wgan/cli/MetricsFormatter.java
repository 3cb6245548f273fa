package wgan.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.Dataset;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.EvaluationSplit;
import wgan.evaluate.FeatureExtractor;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.Memorization;
import wgan.evaluate.metrics.MetricRange;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.evaluate.metrics.Proportion;

/**
 * Formats the evaluation of a generator, as text or as JSON.
 *
 * @param real the images that it is compared with
 */
record MetricsFormatter(
        String model,
        String dataset,
        EvaluationSplit split,
        Dataset real,
        GenerativeMetrics metrics,
        Memorization memorization) {
    /** Characters of the longest bar of the histogram. */
    private static final int WIDTH = 40;

    /** Returns metrics as a JSON object. */
    static ObjectNode json(GenerativeMetrics metrics) {
        return JsonMapper.shared().valueToTree(metrics.asMap());
    }

    /** Returns all of the evaluation as a JSON object. */
    ObjectNode json() {
        Map<String, Object> all = new LinkedHashMap<>(metrics.asMap());
        all.putAll(memorization.asMap());
        if (metrics.classes().isPresent()) {
            all.put("real_class_entropy_bits", realEntropyBits());
        }
        all.put("model", model);
        all.put("dataset", dataset);
        all.put("split", split.toString());
        return JsonMapper.shared().valueToTree(all);
    }

    /** Returns lines for a terminal of 100 columns: each metric with its interval and its meaning. */
    String table() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(metrics.samples() + " images of " + model + ", compared with the " + split + " set of " + dataset
                + " (seed " + metrics.seed() + ")");
        lines.add("by the features of "
                + (metrics.features() == FeatureExtractor.CLASSIFIER
                        ? "a classifier that was trained on its labels"
                        : "a network with random parameters, because the images have no labels"));
        String features = metrics.features().toString();
        line(
                lines,
                "Fréchet " + features + " distance",
                metrics.frechetDistance(),
                MetricRange.NOT_NEGATIVE,
                "low is good; of real images: " + decimals(metrics.baselineFrechetDistance(), 2));
        line(
                lines,
                "kernel " + features + " distance",
                metrics.kernelDistance(),
                MetricRange.UNLIMITED,
                "low is good; without bias");
        metrics.classes().ifPresent(classes -> {
            MetricRange range = MetricRange.ofScore(classes.counts().size());
            line(
                    lines,
                    "classifier score",
                    classes.score(),
                    range,
                    "1 to " + classes.counts().size() + "; high if clearly of a class");
        });
        PrecisionRecallDensityCoverage manifolds = metrics.manifolds();
        line(lines, "precision", manifolds.precision(), MetricRange.FRACTION, "0 to 1; high if like real images");
        line(lines, "recall", manifolds.recall(), MetricRange.FRACTION, "0 to 1; high if all kinds are generated");
        line(
                lines,
                "density",
                manifolds.density(),
                MetricRange.NOT_NEGATIVE,
                "1 is good; precision, robust to outliers");
        line(lines, "coverage", manifolds.coverage(), MetricRange.FRACTION, "0 to 1; recall, robust to outliers");
        metrics.randomManifolds()
                .ifPresent(random -> line(
                        lines,
                        "coverage, random features",
                        random.coverage(),
                        MetricRange.FRACTION,
                        "by features of an untrained network"));
        metrics.classes()
                .ifPresent(classes -> line(
                        lines,
                        "class entropy",
                        classes.entropyBits(),
                        MetricRange.ofEntropy(classes.counts().size()),
                        "bits; of the labels of real images: " + decimals(realEntropyBits(), 4)));
        Proportion near = memorization.near();
        line(
                lines,
                "near a training image",
                near.value(),
                interval(near.low(), near.high()),
                "fraction; much more than 0.01 if copied");
        metrics.classes().ifPresent(classes -> addClasses(lines, classes));
        return lines.toString();
    }

    private double realEntropyBits() {
        return ClassHistogram.ofLabels(real).entropyBits().value();
    }

    private void addClasses(StringJoiner lines, ClassMetrics classes) {
        line(lines, "classifier's accuracy", classes.accuracy(), "", "on the real images, as a fraction");
        lines.add("images of each class");
        List<String> names = real.classNames();
        int width = names.stream().mapToInt(String::length).max().orElse(1);
        int most = classes.counts().stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int label = 0; label < classes.counts().size(); label++) {
            int count = classes.counts().get(label);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s %6d %s",
                    names.get(label),
                    count,
                    "#".repeat(Math.round(WIDTH * count / (float) most))));
        }
    }

    private static void line(StringJoiner lines, String name, Estimate estimate, MetricRange range, String meaning) {
        boolean isKnown = !Double.isNaN(estimate.standardError());
        String interval = isKnown ? interval(range.low(estimate), range.high(estimate)) : "";
        line(lines, name, estimate.value(), interval, meaning);
    }

    private static void line(StringJoiner lines, String name, double value, String interval, String meaning) {
        lines.add(String.format(Locale.ROOT, "%-27s %9s %-17s %s", name, decimals(value, 4), interval, meaning));
    }

    private static String interval(double low, double high) {
        return "(" + decimals(low, 3) + ", " + decimals(high, 3) + ")";
    }

    private static String decimals(double value, int count) {
        String text = String.format(Locale.ROOT, "%." + count + "f", value);
        return text.matches("-[0.]+") ? text.substring(1) : text; // a negative number that is rounded to zero
    }
}
