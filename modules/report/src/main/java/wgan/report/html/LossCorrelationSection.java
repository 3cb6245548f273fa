package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.LossCorrelation;
import wgan.report.analysis.Series;
import wgan.report.analysis.Series.Point;
import wgan.report.html.Chart.Curve;
import wgan.report.html.Chart.Style;

/** The Fréchet classifier distance over each run, the critic's estimate, and the correlation of the two. */
final class LossCorrelationSection {
    private LossCorrelationSection() {}

    static Html of(List<LabeledRun> runs) {
        List<LabeledRun> evaluated = runs.stream()
                .filter(run -> !run.run().frechetClassifierDistance().isEmpty())
                .toList();
        return Html.of(
                """
                <section id="distance">
                <h2>Does a loss indicate how good the images are?</h2>
                <p>The critic maximizes −<i>L</i><sub>D</sub>, its estimate of a distance. In WGAN and, without the penalty, in WGAN-GP
                this is the Wasserstein distance, up to a factor. In GAN and DCGAN it is related to the Jensen–Shannon divergence: an
                optimal discriminator has −<i>L</i><sub>D</sub> = 2 JSD − 2 ln 2. If the estimate correlates with a distance that is
                measured independently, the loss alone indicates the progress of training.</p>
                <div class="charts">
                {}</div>
                {}</section>
                """,
                runs.stream()
                        .filter(run -> run.run().isWasserstein())
                        .filter(run -> !run.run().criticEstimate().isEmpty())
                        .map(LossCorrelationSection::estimate)
                        .toList(),
                evaluated.isEmpty()
                        ? Html.of(
                                "<p>The generators were not evaluated during these runs, so this question cannot be answered.</p>\n")
                        : correlations(evaluated));
    }

    private static Html correlations(List<LabeledRun> evaluated) {
        return Html.of(
                """
                <p>During training, generated images were compared with real ones by the Fréchet classifier distance: the Fréchet
                distance between the features that a classifier computes from them.</p>
                <div class="charts">
                {}</div>
                <h3>The estimate and the Fréchet classifier distance</h3>
                <p>There is a dot for each evaluation. If the estimate correlates with the distance, the dots rise from left to
                right.</p>
                <div class="charts">
                {}</div>
                {}<p class="note"><strong>Method</strong>: ρ is Spearman’s rank correlation between the Fréchet classifier distance and
                the running median of a loss, at the recorded loss nearest to each of the n evaluations. From ρ\u00a0=\u00a0{} on, the loss
                correlates with the distance; from {} on, weakly; from −{} down, negatively. Fewer than {} evaluations are not
                sufficient. If a part of a run was evaluated more often than the rest, some of its evaluations are left out.
                Neighboring evaluations are similar, so a ρ of the whole run may come from its beginning alone. Therefore the second
                half is the harder test: a ρ below {} there, from at least {} evaluations, refutes the correlation.</p>
                """,
                distances(evaluated),
                evaluated.stream()
                        .filter(run -> run.criticCorrelation().pairs() > 0)
                        .map(LossCorrelationSection::scatter)
                        .toList(),
                table(evaluated),
                LossCorrelation.STRONG,
                LossCorrelation.WEAK,
                LossCorrelation.STRONG,
                LossCorrelation.LEAST_PAIRS,
                LossCorrelation.WEAK,
                LossCorrelation.LEAST_PAIRS);
    }

    private static Html distances(List<LabeledRun> runs) {
        double[] all = runs.stream()
                .flatMapToDouble(run -> run.run().frechetClassifierDistance().values())
                .toArray();
        long last = runs.stream().mapToLong(run -> run.run().iterations()).max().orElse(1);
        Axis y = Axis.aroundOrders(all);
        Chart chart = new Chart(
                "The Fréchet classifier distance over the iterations: "
                        + Sentences.list(runs, run -> run.name() + " from " + first(run) + " to " + last(run)) + ".",
                Axis.ofIterations(last),
                "iteration",
                y,
                y.logarithmic() ? "Fréchet classifier distance (log)" : "Fréchet classifier distance",
                runs.stream()
                        .map(run ->
                                new Curve(run.run().frechetClassifierDistance(), Style.DOTTED_LINE, RunColors.of(run)))
                        .toList());
        return Html.of(
                """
                <figure>
                {}<ul class="legend">{}</ul>
                <figcaption>The Fréchet classifier distance over the iterations; lower is better.</figcaption>
                </figure>
                """,
                chart.svg(),
                runs.stream()
                        .map(run -> Html.of(
                                "<li><svg class=\"key\" viewBox=\"0 0 26 8\" aria-hidden=\"true\"><line class=\"line one-of-many {}\" x1=\"0\" x2=\"26\" y1=\"4\" y2=\"4\"/></svg>{}</li>",
                                RunColors.of(run),
                                run.name()))
                        .toList());
    }

    private static String first(LabeledRun run) {
        return Numbers.distance(
                run.run().frechetClassifierDistance().points().getFirst().value());
    }

    private static String last(LabeledRun run) {
        return Numbers.distance(
                run.run().frechetClassifierDistance().points().getLast().value());
    }

    private static Html estimate(LabeledRun run) {
        Series raw = run.run().criticEstimate();
        int window = raw.medianWindow();
        Series filtered = raw.medianFiltered(window);
        Chart chart = new Chart(
                "The critic's estimate −L_D of " + run.name() + " over the iterations, as a running median.",
                Axis.ofIterations(run.run().iterations()),
                "iteration",
                LossCurvesSection.axis(raw, filtered),
                "−L_D",
                List.of(
                        new Curve(raw, Style.RAW, RunColors.of(run)),
                        new Curve(filtered, Style.LINE, RunColors.of(run))));
        return figure(
                chart,
                "%s: the critic’s estimate of the Wasserstein distance, up to a factor. Running median of %d."
                        .formatted(run.name(), window));
    }

    private static Html scatter(LabeledRun run) {
        LossCorrelation correlation = run.criticCorrelation();
        Series pairs = new Series(IntStream.range(0, correlation.pairs())
                .mapToObj(i -> new Point(
                        correlation.distances().points().get(i).value(),
                        correlation.losses().points().get(i).value()))
                .toList());
        Chart chart = new Chart(
                "−L_D of %s against the Fréchet classifier distance at each evaluation: %s."
                        .formatted(run.name(), Numbers.correlation(correlation)),
                Axis.aroundOrders(correlation.distances().values().toArray()),
                "Fréchet classifier distance",
                Axis.around(correlation.losses().values().toArray()),
                "−L_D",
                List.of(new Curve(pairs, Style.DOTS, RunColors.of(run))));
        return figure(chart, run.name() + ": " + Numbers.correlation(correlation) + ".");
    }

    private static Html figure(Chart chart, String caption) {
        return Html.of("""
                <figure>
                {}<figcaption>{}</figcaption>
                </figure>
                """, chart.svg(), caption);
    }

    private static Html table(List<LabeledRun> runs) {
        List<List<Html>> rows = new ArrayList<>();
        for (LabeledRun run : runs) {
            boolean penalizes = run.run().configuration().hasPenalty();
            rows.add(row(run, penalizes ? "−L_D without the penalty" : "−L_D", run.criticCorrelation()));
            rows.add(row(run, "L_G", run.generatorCorrelation()));
        }
        return Table.of(
                "Rank correlation of the losses with the Fréchet classifier distance.",
                List.of("", "loss", "n", "ρ", "result", "n, second half", "ρ, second half"),
                rows);
    }

    private static List<Html> row(LabeledRun run, String loss, LossCorrelation correlation) {
        LossCorrelation second = correlation.ofSecondHalf();
        return List.of(
                Table.text(run.name()),
                LossSymbols.html(loss),
                Table.text(correlation.pairs()),
                Table.text(Numbers.fixed(correlation.rho(), 2)),
                Table.text(result(correlation.outcome())),
                Table.text(second.pairs()),
                Table.text(Numbers.fixed(second.rho(), 2)));
    }

    private static String result(LossCorrelation.Outcome outcome) {
        return switch (outcome) {
            case UNDETERMINED -> "undetermined";
            case CORRELATED -> "correlates";
            case NOT_IN_SECOND_HALF -> "correlates, but not in the second half";
            case SECOND_HALF_UNDETERMINED -> "correlates; second half undetermined";
            case WEAKLY_CORRELATED -> "correlates weakly";
            case UNCORRELATED -> "does not correlate";
            case NEGATIVELY_CORRELATED -> "correlates negatively";
        };
    }
}
