package wgan.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wgan.report.analysis.Correlation;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.LossCorrelation;
import wgan.report.analysis.Series;
import wgan.report.analysis.Series.Point;
import wgan.report.html.Chart.Curve;
import wgan.report.html.Chart.Style;

/**
 * The losses of both networks, the distance to real images, and whether one follows the other.
 *
 * @param texts of the page
 * @param shown the runs whose losses are shown
 * @param all all runs
 */
record CurvesSection(Texts texts, List<LabeledRun> shown, List<LabeledRun> all) {
    /** The fraction of the raw losses at either end that need not fit on the axis: single losses may be extreme. */
    private static final double OFF_AXIS = 0.01;

    Html html() {
        List<LabeledRun> evaluated = all.stream()
                .filter(run -> !run.run().frechetDistance().isEmpty())
                .toList();
        return Html.of(
                """
                <section id="curves">
                <h2>{}</h2>
                <h3 id="losses">{}</h3>
                <p>{}</p>
                <div class="charts">
                {}</div>
                <h3 id="distance">{}</h3>
                {}<h3 id="estimate">{}</h3>
                <p>{}</p>
                <div class="charts">
                {}</div>
                {}</section>
                """,
                texts.get("curves.title"),
                texts.get("losses.title"),
                texts.html("losses.text"),
                shown.stream().flatMap(this::losses).toList(),
                texts.get("distance.title"),
                evaluated.isEmpty() ? Html.of("<p>{}</p>\n", texts.get("distance.none")) : distances(evaluated),
                texts.get("estimate.title"),
                texts.html("estimate.text"),
                shown.stream().flatMap(this::estimate).toList(),
                evaluated.isEmpty() ? Html.NONE : table(evaluated));
    }

    private Stream<Html> losses(LabeledRun run) {
        String critic = run.run().isWasserstein() ? "losses.critic" : "losses.discriminator"; // as its paper calls it
        return Stream.of(
                loss(run, texts.get(critic), "L_D", run.run().criticLoss()),
                loss(run, texts.get("losses.generator"), "L_G", run.run().generatorLoss()));
    }

    private Html loss(LabeledRun run, String network, String symbol, Series loss) {
        if (loss.isEmpty()) {
            return Html.of("<p>{}</p>\n", texts.get("losses.none", run.name(), network));
        }
        int window = loss.medianWindow();
        Series filtered = loss.medianFiltered(window);
        Axis y = axis(loss, filtered);
        Chart chart = new Chart(
                texts.get(
                        "losses.alt",
                        symbol,
                        network,
                        run.name(),
                        Numbers.fixed(filtered.points().getFirst().value(), 3),
                        Numbers.fixed(filtered.points().getLast().value(), 3)),
                Axis.ofIterations(run.run().iterations()),
                texts.get("axis.iteration"),
                y,
                symbol,
                List.of(
                        new Curve(loss, Style.RAW, RunColors.of(run)),
                        new Curve(filtered, Style.LINE, RunColors.of(run))));
        String count = Numbers.whole(loss.size());
        String caption = loss.size() < window // then the window has never been full
                ? texts.get("losses.caption.few", run.name(), network, count, offAxis(loss, y))
                : texts.get("losses.caption", run.name(), network, window, count, offAxis(loss, y));
        return figure(chart, caption);
    }

    /** Fits the running median and nearly all of the raw losses. */
    private static Axis axis(Series loss, Series filtered) {
        double[] sorted = loss.values().sorted().toArray();
        int off = (int) (OFF_AXIS * sorted.length);
        DoubleStream most = Arrays.stream(sorted, off, sorted.length - off);
        return Axis.around(DoubleStream.concat(most, filtered.values()).toArray());
    }

    private String offAxis(Series loss, Axis y) {
        long off = loss.values()
                .filter(value -> value < y.low() || value > y.high())
                .count();
        return off == 0 ? "" : texts.get("losses.off-axis", off);
    }

    private Html distances(List<LabeledRun> runs) {
        double[] values = runs.stream()
                .flatMapToDouble(run -> run.run().frechetDistance().values())
                .toArray();
        long last = runs.stream().mapToLong(run -> run.run().iterations()).max().orElse(1);
        Axis y = Axis.aroundOrders(values);
        Chart chart = new Chart(
                texts.get(
                        "distance.alt",
                        texts.list(
                                runs,
                                run -> texts.get(
                                        "distance.alt.run",
                                        run.name(),
                                        Numbers.distance(
                                                distance(run).getFirst().value()),
                                        Numbers.distance(distance(run).getLast().value())))),
                Axis.ofIterations(last),
                texts.get("axis.iteration"),
                y,
                texts.get(y.logarithmic() ? "axis.distance.log" : "axis.distance"),
                runs.stream()
                        .map(run -> new Curve(run.run().frechetDistance(), Style.DOTTED_LINE, RunColors.of(run)))
                        .toList());
        return Html.of(
                """
                <p>{}</p>
                <div class="charts">
                <figure>
                {}<ul class="legend">{}</ul>
                <figcaption>{}</figcaption>
                </figure>
                </div>
                """,
                texts.get("distance.text"),
                chart.svg(),
                runs.stream()
                        .map(run -> Html.of(
                                "<li><svg class=\"key\" viewBox=\"0 0 26 8\" aria-hidden=\"true\"><line class=\"line one-of-many {}\" x1=\"0\" x2=\"26\" y1=\"4\" y2=\"4\"/></svg>{}</li>",
                                RunColors.of(run),
                                run.name()))
                        .toList(),
                texts.get("distance.caption"));
    }

    private static List<Point> distance(LabeledRun run) {
        return run.run().frechetDistance().points();
    }

    /** Returns the charts of the critic's estimate: over the iterations, and against the distance. */
    private Stream<Html> estimate(LabeledRun run) {
        Series raw = run.run().criticEstimate();
        if (raw.isEmpty()) {
            return Stream.empty();
        }
        int window = raw.medianWindow();
        Series filtered = raw.medianFiltered(window);
        Chart chart = new Chart(
                texts.get("estimate.alt", run.name()),
                Axis.ofIterations(run.run().iterations()),
                texts.get("axis.iteration"),
                axis(raw, filtered),
                "−L_D",
                List.of(
                        new Curve(raw, Style.RAW, RunColors.of(run)),
                        new Curve(filtered, Style.LINE, RunColors.of(run))));
        Html curve = figure(
                chart,
                raw.size() < window
                        ? texts.get("estimate.caption.few", run.name())
                        : texts.get("estimate.caption", run.name(), window));
        return run.criticCorrelation().pairs() == 0 ? Stream.of(curve) : Stream.of(curve, scatter(run));
    }

    private Html scatter(LabeledRun run) {
        LossCorrelation correlation = run.criticCorrelation();
        Series pairs = new Series(IntStream.range(0, correlation.pairs())
                .mapToObj(i -> new Point(
                        correlation.distances().points().get(i).value(),
                        correlation.losses().points().get(i).value()))
                .toList());
        String rho = Numbers.fixed(correlation.ofValues().rho(), 2);
        Chart chart = new Chart(
                texts.get("scatter.alt", run.name(), rho, correlation.pairs()),
                Axis.aroundOrders(correlation.distances().values().toArray()),
                texts.get("axis.distance"),
                Axis.around(correlation.losses().values().toArray()),
                "−L_D",
                List.of(new Curve(pairs, Style.DOTS, RunColors.of(run))));
        return figure(chart, texts.get("scatter.caption", run.name(), rho, correlation.pairs()));
    }

    private static Html figure(Chart chart, String caption) {
        return Html.of("""
                <figure>
                {}<figcaption>{}</figcaption>
                </figure>
                """, chart.svg(), LossSymbols.html(caption));
    }

    private Html table(List<LabeledRun> runs) {
        List<List<Html>> rows = new ArrayList<>();
        for (LabeledRun run : runs) {
            boolean penalizes = run.run().configuration().hasPenalty();
            rows.add(row(
                    run,
                    penalizes ? "correlation.loss.critic.penalty" : "correlation.loss.critic",
                    run.criticCorrelation()));
            rows.add(row(run, "correlation.loss.generator", run.generatorCorrelation()));
        }
        return Table.of(
                texts.get("correlation.caption"),
                List.of(
                        "",
                        texts.get("correlation.loss"),
                        texts.get("correlation.pairs"),
                        texts.get("correlation.values"),
                        texts.get("correlation.changes"),
                        texts.get("correlation.second"),
                        texts.get("correlation.result")),
                rows);
    }

    private List<Html> row(LabeledRun run, String loss, LossCorrelation correlation) {
        return List.of(
                Table.text(run.name()),
                texts.html(loss),
                Table.text(correlation.pairs()),
                cell(correlation.ofValues()),
                cell(correlation.ofChanges()),
                cell(correlation.ofChangesInSecondHalf()),
                Table.text(texts.get("correlation", correlation.outcome())));
    }

    private static Html cell(Correlation correlation) {
        return Table.text(Numbers.correlation(correlation));
    }
}
