package wgan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import wgan.evaluate.GenerativeMetrics;

/** The metrics of the trained generators, and the classes that they draw. */
final class QualitySection {
    /**
     * A row of the table.
     *
     * @param name what is measured
     * @param value of a generator
     * @param decimals to write it with
     * @param loss 0 for the best value there could be, more for worse ones; by it the best in a row is found
     */
    private record Metric(
            String name, ToDoubleFunction<GenerativeMetrics> value, int decimals, DoubleUnaryOperator loss) {
        static Metric high(String name, ToDoubleFunction<GenerativeMetrics> value, int decimals) {
            return new Metric(name, value, decimals, x -> -x);
        }

        /** As it is written; what is equal there is equally good. */
        String written(LabeledRun subject) {
            return written(subject.quality());
        }

        String written(GenerativeMetrics quality) {
            return Numbers.fixed(value.applyAsDouble(quality), decimals);
        }

        double loss(LabeledRun subject) {
            return loss.applyAsDouble(value.applyAsDouble(subject.quality()));
        }
    }

    private static final List<Metric> METRICS = List.of(
            new Metric("Fréchet distance (low)", GenerativeMetrics::frechetDistance, 2, x -> x),
            Metric.high("classifier score (high, at most 10)", GenerativeMetrics::classifierScore, 2),
            Metric.high("precision (high)", GenerativeMetrics::precision, 3),
            Metric.high("recall (high)", GenerativeMetrics::recall, 3),
            new Metric("density (near 1)", GenerativeMetrics::density, 3, x -> Math.abs(x - 1)),
            Metric.high("coverage (high)", GenerativeMetrics::coverage, 3),
            Metric.high("entropy of the classes, bits (high, at most 3.32)", GenerativeMetrics::classEntropyBits, 3));

    private QualitySection() {}

    static Html of(List<LabeledRun> subjects, GenerativeMetrics real) {
        GenerativeMetrics any = subjects.getFirst().quality();
        return Html.of(
                """
                <section id="quality">
                <h2>How good the generators are</h2>
                <p>Each trained generator drew {} images, those of one latent dimension from the same latent vectors (seed {}). A
                classifier that tells {} of the real test images right turns images into features, in which the generated ones are
                compared with the test set. What {} real images of the training set come to is in the last column: no generator can be
                expected to do much better. One half of the test set is at a Fréchet distance of {} from the other.</p>
                {}<p class="note"><strong>Precision</strong>: the share of generated images that are as near to a real one as its
                fifth neighbour. <strong>Recall</strong>: the same the other way round. <strong>Density</strong>: in how many real
                images’ neighbourhoods a generated one is, over five. <strong>Coverage</strong>: the share of real images that have
                a generated one in their neighbourhood. <strong>Nearest training image</strong>: the median distance to the nearest
                image trained on, as a multiple of that of unseen real images; much below 1 means copies.</p>
                <h3>The classes that are drawn</h3>
                <p>What the classifier takes each image for. The line is where all bars would end if there were as many of each.</p>
                <div class="bars">
                {}</div>
                </section>
                """,
                Numbers.whole(any.samples()),
                any.seed(),
                Numbers.fixed(100 * any.classifierAccuracy(), 1) + " %",
                Numbers.whole(real.samples()),
                Numbers.distance(any.frechetFloor()),
                table(subjects, real),
                subjects.stream().map(QualitySection::histogram).toList());
    }

    private static Html table(List<LabeledRun> subjects, GenerativeMetrics real) {
        List<String> columns = new ArrayList<>(List.of(""));
        subjects.forEach(subject -> columns.add(subject.name()));
        columns.add("real images");
        List<List<Html>> rows = new ArrayList<>();
        METRICS.forEach(metric -> rows.add(row(metric, subjects, real)));
        List<Html> copying = new ArrayList<>(List.of(Table.text("nearest training image")));
        subjects.forEach(subject ->
                copying.add(Table.text(Numbers.fixed(subject.portrait().copying(), 2))));
        copying.add(Table.text("–"));
        rows.add(copying);
        return Table.of(
                subjects.size() > 1 ? "The metrics; the best generator in a row is bold." : "The metrics.",
                columns,
                rows);
    }

    private static List<Html> row(Metric metric, List<LabeledRun> subjects, GenerativeMetrics real) {
        double least = subjects.stream().mapToDouble(metric::loss).min().orElseThrow();
        List<String> best = subjects.stream()
                .filter(subject -> metric.loss(subject) == least)
                .map(metric::written)
                .toList();
        boolean allAlike = subjects.stream().map(metric::written).distinct().count() == 1;
        List<Html> row = new ArrayList<>(List.of(Table.text(metric.name())));
        for (LabeledRun subject : subjects) {
            String written = metric.written(subject);
            boolean marked = best.contains(written) && !allAlike;
            row.add(marked ? Html.of("<strong>{}</strong>", written) : Table.text(written));
        }
        row.add(Table.text(metric.written(real)));
        return row;
    }

    private static Html histogram(LabeledRun subject) {
        List<Integer> counts = subject.quality().classCounts();
        BarChart chart = new BarChart(
                "Images of each class that %s drew, from 0 to %d: %s."
                        .formatted(
                                subject.name(),
                                counts.size() - 1,
                                Sentences.list(
                                        counts.stream().map(String::valueOf).toList())),
                counts,
                subject.colour());
        return Html.of(
                """
                <figure>
                {}<figcaption>{}: {} bits.</figcaption>
                </figure>
                """,
                chart.svg(),
                subject.name(),
                Numbers.fixed(subject.quality().classEntropyBits(), 2));
    }
}
