package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import wgan.evaluate.GenerativeMetrics;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.Metric;

/** The metrics of the trained generators, and the classes of their images. */
final class MetricsSection {
    private MetricsSection() {}

    static Html of(List<LabeledRun> runs, GenerativeMetrics real) {
        GenerativeMetrics any = runs.getFirst().metrics();
        return Html.of(
                """
                <section id="metrics">
                <h2>Metrics of the generators</h2>
                <p>The metrics are computed from {} images of each trained generator. Generators with the same latent dimension use the
                same latent vectors (seed {}). A classifier, which labels {} of the real test images correctly, computes features of the
                images. The metrics compare the features of the generated images with those of the test set. The last column has the
                metrics of {} real images of the training set: no generator can be expected to be much better. The Fréchet classifier
                distance between the two halves of the test set is {}.</p>
                {}<p class="note"><strong>Precision</strong>: the fraction of generated images that are as near to a real image as its
                fifth neighbor. <strong>Recall</strong>: the same with generated and real images exchanged. <strong>Density</strong>: the
                number of real images whose neighborhood a generated image is in, divided by five. <strong>Coverage</strong>: the
                fraction of real images with a generated image in their neighborhood. <strong>Nearest training image</strong>: the
                median distance to the nearest image that the generator was trained on, divided by that of unseen real images; values
                much below 1 indicate copies.</p>
                <h3>Classes of the images</h3>
                <p>The class that the classifier assigns to each image. The dashed line is the height of all bars if every class were
                equally frequent.</p>
                <div class="bars">
                {}</div>
                </section>
                """,
                Numbers.whole(any.samples()),
                any.seed(),
                Numbers.fixed(100 * any.classifierAccuracy(), 1) + " %",
                Numbers.whole(real.samples()),
                Numbers.distance(any.realFrechetClassifierDistance()),
                table(runs, real),
                runs.stream().map(MetricsSection::histogram).toList());
    }

    private static Html table(List<LabeledRun> runs, GenerativeMetrics real) {
        List<String> columns = new ArrayList<>(List.of(""));
        runs.forEach(run -> columns.add(run.name()));
        columns.add("real images");
        List<List<Html>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(row(metric, runs, real));
        }
        List<Html> nearest = new ArrayList<>(List.of(Table.text("nearest training image")));
        runs.forEach(run -> nearest.add(Table.text(Numbers.fixed(run.result().nearestTrainingRatio(), 2))));
        nearest.add(Table.text(Numbers.UNKNOWN));
        rows.add(nearest);
        return Table.of(
                runs.size() > 1 ? "The metrics. The best generator in each row is bold." : "The metrics.",
                columns,
                rows);
    }

    private static List<Html> row(Metric metric, List<LabeledRun> runs, GenerativeMetrics real) {
        List<LabeledRun> best = metric.best(runs);
        List<Html> row = new ArrayList<>(List.of(Table.text(heading(metric))));
        for (LabeledRun run : runs) {
            String value = value(metric, run.metrics());
            row.add(best.contains(run) ? Html.of("<strong>{}</strong>", value) : Table.text(value));
        }
        row.add(Table.text(value(metric, real)));
        return row;
    }

    private static String heading(Metric metric) {
        return switch (metric) {
            case FRECHET_CLASSIFIER_DISTANCE -> "Fréchet classifier distance (low is good)";
            case CLASSIFIER_SCORE -> "classifier score (high is good; at most 10)";
            case PRECISION -> "precision (high is good)";
            case RECALL -> "recall (high is good)";
            case DENSITY -> "density (near 1 is good)";
            case COVERAGE -> "coverage (high is good)";
            case CLASS_ENTROPY -> "class entropy, bits (high is good; at most 3.32)";
        };
    }

    private static String value(Metric metric, GenerativeMetrics metrics) {
        return Numbers.fixed(metric.of(metrics), metric.decimals());
    }

    private static Html histogram(LabeledRun run) {
        List<Integer> counts = run.metrics().classCounts();
        BarChart chart = new BarChart(
                "Images of %s in each class, from 0 to %d: %s."
                        .formatted(
                                run.name(),
                                counts.size() - 1,
                                Sentences.list(
                                        counts.stream().map(String::valueOf).toList())),
                counts,
                RunColors.of(run));
        return Html.of("""
                <figure>
                {}<figcaption>{}: class entropy {} bits.</figcaption>
                </figure>
                """, chart.svg(), run.name(), Numbers.fixed(run.metrics().classEntropyBits(), 2));
    }
}
