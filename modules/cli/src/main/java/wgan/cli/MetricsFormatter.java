package wgan.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.DatasetName;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.Memorization;

/** Formats the evaluation of a generator, as text or as JSON. */
record MetricsFormatter(Path model, DatasetName dataset, GenerativeMetrics metrics, Memorization memorization) {
    /** Characters of the longest bar of the histogram. */
    private static final int WIDTH = 40;

    /** Returns metrics as a JSON object. */
    static ObjectNode json(GenerativeMetrics metrics) {
        ObjectNode node = JsonMapper.shared()
                .createObjectNode()
                .put("frechet_classifier_distance", metrics.frechetClassifierDistance())
                .put("real_frechet_classifier_distance", metrics.realFrechetClassifierDistance())
                .put("classifier_accuracy", metrics.classifierAccuracy())
                .put("classifier_score", metrics.classifierScore())
                .put("precision", metrics.precision())
                .put("recall", metrics.recall())
                .put("density", metrics.density())
                .put("coverage", metrics.coverage())
                .put("class_entropy_bits", metrics.classEntropyBits())
                .put("critic_estimate", metrics.criticEstimate())
                .put("samples", metrics.samples())
                .put("seed", metrics.seed());
        ArrayNode counts = node.putArray("class_counts");
        metrics.classCounts().forEach(counts::add);
        return node;
    }

    /** Returns all of the evaluation as a JSON object. */
    ObjectNode json() {
        return json(metrics)
                .put("nearest_training_distance", memorization.medianDistance())
                .put("nearest_training_distance_of_test", memorization.unseenMedianDistance())
                .put("model", model.toString())
                .put("dataset", dataset.toString());
    }

    /** Returns lines for a terminal of 100 columns: each metric with its meaning. */
    String table() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(metrics.samples() + " images of " + model + ", compared with the test set of " + dataset + " (seed "
                + metrics.seed() + ")");
        line(
                lines,
                "Fréchet classifier dist.",
                metrics.frechetClassifierDistance(),
                "low is good; between the halves of the test set: " + brief(metrics.realFrechetClassifierDistance()));
        line(lines, "classifier score", metrics.classifierScore(), "1 to 10; high if each image is clearly of a class");
        line(lines, "precision", metrics.precision(), "0 to 1; high if the images are like real ones");
        line(lines, "recall", metrics.recall(), "0 to 1; high if all kinds of real images are generated");
        line(lines, "density", metrics.density(), "about 1 is good; like precision, but robust to outliers");
        line(lines, "coverage", metrics.coverage(), "0 to 1; like recall, but robust to outliers");
        line(lines, "class entropy", metrics.classEntropyBits(), "bits; 3.3219 if all classes are equally frequent");
        line(
                lines,
                "nearest training image",
                memorization.medianDistance(),
                "median; much less than that of test images if copied: " + brief(memorization.unseenMedianDistance()));
        if (metrics.criticEstimate() != null) {
            line(lines, "critic's estimate", metrics.criticEstimate(), "of the Wasserstein distance, up to a factor");
        }
        line(lines, "classifier's accuracy", metrics.classifierAccuracy(), "on the test set, as a fraction");
        lines.add("images of each class");
        int most =
                metrics.classCounts().stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int label = 0; label < metrics.classCounts().size(); label++) {
            int count = metrics.classCounts().get(label);
            lines.add(String.format(
                    Locale.ROOT, "  %d %6d %s", label, count, "#".repeat(Math.round(WIDTH * count / (float) most))));
        }
        return lines.toString();
    }

    private static void line(StringJoiner lines, String name, double value, String meaning) {
        lines.add(String.format(Locale.ROOT, "%-24s %10.4f  %s", name, value, meaning));
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
