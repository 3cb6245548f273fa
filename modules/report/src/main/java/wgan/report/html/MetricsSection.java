package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.Proportion;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.Metric;
import wgan.report.analysis.RealImages;
import wgan.report.analysis.RunGroup;

/**
 * The metrics of the trained generators, and the classes of their images.
 *
 * @param texts of the page
 * @param groups of runs
 * @param real the real images that generated ones are compared with
 */
record MetricsSection(Texts texts, List<RunGroup> groups, RealImages real) {
    private static final int SHARE_DECIMALS = 1;

    Html html() {
        return Html.of(
                """
                <section id="metrics">
                <h2>{}</h2>
                {}<h3>{}</h3>
                {}</section>
                """, texts.get("metrics.title", real.features()), table(), texts.get("classes.title"), classes());
    }

    private Html classes() {
        List<Html> histograms = groups.stream()
                .flatMap(group ->
                        group.first().metrics().classes().stream().map(classes -> histogram(group.first(), classes)))
                .toList();
        return histograms.isEmpty()
                ? Html.of("<p>{}</p>\n", texts.get("classes.none"))
                : Html.of("""
                        <p>{}</p>
                        <div class="bars">
                        {}</div>
                        """, texts.get("classes.text"), histograms);
    }

    private Html table() {
        List<String> columns = new ArrayList<>(List.of(""));
        groups.forEach(group -> columns.add(group.name()));
        columns.add(texts.get("metrics.real"));
        List<List<Html>> rows = new ArrayList<>();
        for (Metric metric : Metric.in(real.metrics())) {
            rows.add(row(metric));
        }
        List<Html> near = new ArrayList<>(List.of(Table.text(texts.get("metrics.near"))));
        groups.forEach(group -> near.add(near(group)));
        near.add(Table.text(Numbers.UNKNOWN));
        rows.add(near);
        return Table.of(caption(), columns, rows);
    }

    private String caption() {
        StringBuilder caption =
                new StringBuilder(texts.get(groups.size() > 1 ? "metrics.caption" : "metrics.caption.one"));
        caption.append(texts.get("sentences.separator")).append(texts.get("metrics.note.intervals"));
        caption.append(texts.get("sentences.separator"))
                .append(texts.get("metrics.note." + real.split().map(Enum::name).orElse("OTHER")));
        List<LabeledRun> seen = groups.stream()
                .flatMap(group -> group.runs().stream())
                .filter(run -> !run.result().isRealUnseen())
                .toList();
        if (!seen.isEmpty()) {
            caption.append(texts.get("sentences.separator"))
                    .append(texts.get("metrics.note.seen", texts.list(seen, LabeledRun::name)));
        }
        int seeds = groups.stream().mapToInt(group -> group.runs().size()).max().orElseThrow();
        if (seeds > 1) {
            caption.append(texts.get("sentences.separator")).append(texts.get("metrics.note.seeds", seeds));
        }
        return caption.toString();
    }

    private List<Html> row(Metric metric) {
        List<RunGroup> best = metric.best(groups, real.metrics());
        List<Html> row = new ArrayList<>(List.of(Table.text(name(metric))));
        for (RunGroup group : groups) {
            Html value = value(metric, group);
            row.add(best.contains(group) ? Html.of("<strong>{}</strong>", value) : value);
        }
        row.add(value(metric, metric.of(real.metrics())));
        return row;
    }

    /** Returns its name, with the greatest value that it can have. */
    private String name(Metric metric) {
        int classes = real.classNames().size();
        return switch (metric) {
            case CLASSIFIER_SCORE -> texts.get("metric", metric, classes);
            case CLASS_ENTROPY ->
                texts.get("metric", metric, Numbers.fixed(metric.range(classes).greatest(), 2));
            default -> texts.get("metric", metric);
        };
    }

    private Html value(Metric metric, RunGroup group) {
        return group.hasSeveralSeeds()
                ? Table.text(Numbers.fixed(group.of(metric).value(), metric.decimals()) + " ± "
                        + Numbers.fixed(group.deviation(metric), metric.decimals()))
                : value(metric, group.of(metric));
    }

    /** Returns a value above its interval, so that the columns are narrow. */
    private Html value(Metric metric, Estimate estimate) {
        return Html.of(
                "{}<br/><small>{}</small>",
                Numbers.fixed(estimate.value(), metric.decimals()),
                Numbers.interval(estimate, metric.range(real.classNames().size()), metric.decimals()));
    }

    private static Html near(RunGroup group) {
        if (!group.hasSeveralSeeds()) {
            Proportion share = group.first().result().memorization().near();
            return Html.of(
                    "{}<br/><small>({}–{})</small>",
                    Numbers.percent(share.value()),
                    Numbers.percent(share.low()),
                    Numbers.percent(share.high()));
        }
        double[] shares = group.runs().stream()
                .map(run -> run.result().memorization().near())
                .mapToDouble(Proportion::value)
                .toArray();
        return Table.text(Numbers.fixed(100 * Estimate.mean(shares), SHARE_DECIMALS) + " ± "
                + Numbers.fixed(100 * Estimate.standardDeviation(shares), SHARE_DECIMALS) + " %");
    }

    private Html histogram(LabeledRun run, ClassMetrics classes) {
        List<String> names = real.classNames();
        List<Integer> counts = classes.counts();
        BarChart chart = new BarChart(
                texts.get(
                        "classes.alt",
                        run.name(),
                        texts.list(IntStream.range(0, counts.size())
                                .mapToObj(i -> texts.get("classes.alt.count", names.get(i), counts.get(i)))
                                .toList())),
                names,
                counts,
                RunColors.of(run));
        return Html.of(
                """
                <figure{}>
                {}<figcaption>{}</figcaption>
                </figure>
                """,
                chart.isWide() ? new Html(" class=\"wide\"") : Html.NONE,
                chart.svg(),
                texts.get(
                        "classes.caption",
                        run.name(),
                        Numbers.fixed(classes.entropyBits().value(), 2)));
    }
}
