package wgan.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.DatasetName;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.Memorization;

/** What evaluating a generator has shown, for a person or a program to read. */
record MetricsFormatter(Path model, DatasetName dataset, GenerativeMetrics quality, Memorization memorization) {

    /** Characters of the longest bar of the histogram. */
    private static final int WIDTH = 40;

    /** One JSON object. */
    ObjectNode json() {
        ObjectNode node = JsonMapper.shared()
                .createObjectNode()
                .put("frechet_distance", quality.frechetDistance())
                .put("frechet_floor", quality.frechetFloor())
                .put("classifier_accuracy", quality.classifierAccuracy())
                .put("classifier_score", quality.classifierScore())
                .put("precision", quality.precision())
                .put("recall", quality.recall())
                .put("density", quality.density())
                .put("coverage", quality.coverage())
                .put("class_entropy_bits", quality.classEntropyBits())
                .put("critic_estimate", quality.criticEstimate())
                .put("samples", quality.samples())
                .put("seed", quality.seed())
                .put("nearest_training_distance", memorization.medianDistance())
                .put("nearest_training_distance_of_test", memorization.unseenMedianDistance())
                .put("model", model.toString())
                .put("dataset", dataset.toString());
        ArrayNode counts = node.putArray("class_counts");
        quality.classCounts().forEach(counts::add);
        return node;
    }

    /** Lines for a terminal of 100 columns, each figure with what it means. */
    String table() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(quality.samples() + " images of " + model + " against the test set of " + dataset + " (seed "
                + quality.seed() + ")");
        line(
                lines,
                "MNIST-FD",
                quality.frechetDistance(),
                "less is better; one half of the test set to the other: " + brief(quality.frechetFloor()));
        line(lines, "classifier score", quality.classifierScore(), "1 to 10: is each image clearly of a class?");
        line(lines, "precision", quality.precision(), "0 to 1: do the images look real?");
        line(lines, "recall", quality.recall(), "0 to 1: is every kind of real image drawn?");
        line(lines, "density", quality.density(), "about 1 is best: precision that outliers do not feign");
        line(lines, "coverage", quality.coverage(), "0 to 1: recall that outliers do not feign");
        line(lines, "class entropy", quality.classEntropyBits(), "bits, at most 3.3219: are classes drawn evenly?");
        line(
                lines,
                "nearest training image",
                memorization.medianDistance(),
                "median; copies if much less than that of test images: " + brief(memorization.unseenMedianDistance()));
        if (quality.criticEstimate() != null) {
            line(lines, "critic's estimate", quality.criticEstimate(), "of the Wasserstein distance, up to a factor");
        }
        line(
                lines,
                "classifier's accuracy",
                quality.classifierAccuracy(),
                "on the test set: how far to trust all this");
        lines.add("images of each class");
        int most =
                quality.classCounts().stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int label = 0; label < quality.classCounts().size(); label++) {
            int count = quality.classCounts().get(label);
            lines.add(String.format(
                    Locale.ROOT, "  %d %6d %s", label, count, "#".repeat(Math.round(WIDTH * count / (float) most))));
        }
        return lines.toString();
    }

    private static void line(StringJoiner lines, String name, double figure, String meaning) {
        lines.add(String.format(Locale.ROOT, "%-24s %10.4f  %s", name, figure, meaning));
    }

    private static String brief(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
