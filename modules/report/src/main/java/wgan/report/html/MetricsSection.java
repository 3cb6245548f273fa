package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.Proportion;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.Metric;
import wgan.report.analysis.RunGroup;

/**
 * The metrics of the trained generators, and the classes of their images.
 *
 * @param texts of the page
 * @param groups of runs
 * @param real metrics of real images
 */
record MetricsSection(Texts texts, List<RunGroup> groups, GenerativeMetrics real) {
    private static final int SHARE_DECIMALS = 1;

    Html html() {
        return Html.of(
                """
                <section id="metrics">
                <h2>{}</h2>
                {}<h3>{}</h3>
                <p>{}</p>
                <div class="bars">
                {}</div>
                </section>
                """,
                texts.get("metrics.title"),
                table(),
                texts.get("classes.title"),
                texts.get("classes.text"),
                groups.stream().map(group -> histogram(group.first())).toList());
    }

    private Html table() {
        List<String> columns = new ArrayList<>(List.of(""));
        groups.forEach(group -> columns.add(group.name()));
        columns.add(texts.get("metrics.real"));
        List<List<Html>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
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
        int seeds = groups.stream().mapToInt(group -> group.runs().size()).max().orElseThrow();
        if (seeds > 1) {
            caption.append(texts.get("sentences.separator")).append(texts.get("metrics.note.seeds", seeds));
        }
        return caption.toString();
    }

    private List<Html> row(Metric metric) {
        List<RunGroup> best = metric.best(groups);
        List<Html> row = new ArrayList<>(List.of(Table.text(texts.get("metric", metric))));
        for (RunGroup group : groups) {
            Html value = value(metric, group);
            row.add(best.contains(group) ? Html.of("<strong>{}</strong>", value) : value);
        }
        row.add(value(metric, metric.of(real)));
        return row;
    }

    private static Html value(Metric metric, RunGroup group) {
        return group.hasSeveralSeeds()
                ? Table.text(Numbers.fixed(group.of(metric).value(), metric.decimals()) + " ± "
                        + Numbers.fixed(group.deviation(metric), metric.decimals()))
                : value(metric, group.of(metric));
    }

    /** Returns a value above its interval, so that the columns are narrow. */
    private static Html value(Metric metric, Estimate estimate) {
        return Html.of(
                "{}<br/><small>{}</small>",
                Numbers.fixed(estimate.value(), metric.decimals()),
                Numbers.interval(estimate, metric.decimals()));
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

    private Html histogram(LabeledRun run) {
        List<Integer> counts = run.metrics().classCounts();
        BarChart chart = new BarChart(
                texts.get(
                        "classes.alt",
                        run.name(),
                        counts.size() - 1,
                        texts.list(counts.stream().map(String::valueOf).toList())),
                counts,
                RunColors.of(run));
        return Html.of(
                """
                <figure>
                {}<figcaption>{}</figcaption>
                </figure>
                """,
                chart.svg(),
                texts.get(
                        "classes.caption",
                        run.name(),
                        Numbers.fixed(run.metrics().classEntropyBits().value(), 2)));
    }
}
