package wgan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import wgan.report.Chart.Curve;
import wgan.report.Chart.Style;
import wgan.report.Series.Point;

/** The distance over each run, the critic's estimate of one, and whether the two go together. */
final class LossCorrelationSection {
    private LossCorrelationSection() {}

    static Html of(List<LabeledRun> subjects) {
        List<LabeledRun> evaluated = subjects.stream()
                .filter(subject -> !subject.run().distance().isEmpty())
                .toList();
        return Html.of(
                """
                <section id="distance">
                <h2>Does a loss tell how good the images are?</h2>
                <p>What the critic makes great, −<i>L</i><sub>D</sub>, is its estimate of a distance: in WGAN and, without the penalty, in
                WGAN-GP of the Wasserstein distance, up to a factor; in GAN and DCGAN of the Jensen–Shannon divergence, 2 JSD −
                2 ln 2 at best. If it tracks a distance that is measured otherwise, training can be followed by the loss alone.</p>
                <div class="charts">
                {}</div>
                {}</section>
                """,
                subjects.stream()
                        .filter(subject -> !subject.run().estimate().isEmpty())
                        .filter(subject -> subject.run().isWasserstein())
                        .map(LossCorrelationSection::estimate)
                        .toList(),
                evaluated.isEmpty()
                        ? Html.of(
                                "<p>No distance was measured during these runs, so nothing can be said of that.</p>\n")
                        : against(evaluated));
    }

    private static Html against(List<LabeledRun> evaluated) {
        return Html.of(
                """
                <p>How far generated images are from real ones was measured during training, by the Fréchet distance of their
                features.</p>
                <div class="charts">
                {}</div>
                <h3>Estimate against distance</h3>
                <p>A dot for each evaluation. Where an estimate tracks the distance, the dots rise from left to right.</p>
                <div class="charts">
                {}</div>
                {}<p class="note">ρ is Spearman’s rank correlation with the distance of the running median of a loss, taken where it was
                recorded next to each of the n evaluations. It is said to track the distance from {} on and to track it weakly
                from {} on, to run against it from −{} down, and nothing is said of fewer than {} evaluations. Where there were
                more of them in one part of a run than in another, some are left out. Neighbouring
                evaluations are alike, so a ρ that holds for the whole run may come of its beginning alone: that of the second half
                is the harder test: below {}, of at least {} evaluations, it takes back that a loss tracks the distance.</p>
                """,
                distances(evaluated),
                evaluated.stream()
                        .filter(subject -> subject.critic().pairs() > 0)
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

    private static Html distances(List<LabeledRun> subjects) {
        double[] all = subjects.stream()
                .flatMapToDouble(subject -> subject.run().distance().values())
                .toArray();
        long last = subjects.stream()
                .mapToLong(subject -> subject.run().iterations())
                .max()
                .orElse(1);
        Axis y = Axis.aroundOrders(all);
        Chart chart = new Chart(
                "The distance of generated images to real ones over the iterations: "
                        + Sentences.list(
                                subjects,
                                subject -> subject.name() + " from " + first(subject) + " to " + last(subject))
                        + ".",
                Axis.ofIterations(last),
                "iteration",
                y,
                y.logarithmic() ? "distance, logarithmic" : "distance",
                subjects.stream()
                        .map(subject -> new Curve(subject.run().distance(), Style.DOTTED_LINE, subject.colour()))
                        .toList());
        return Html.of(
                """
                <figure>
                {}<ul class="legend">{}</ul>
                <figcaption>The measured distance over the iterations; lower is better.</figcaption>
                </figure>
                """,
                chart.svg(),
                subjects.stream()
                        .map(subject -> Html.of(
                                "<li><svg class=\"key\" viewBox=\"0 0 26 8\" aria-hidden=\"true\"><line class=\"line one-of-many {}\" x1=\"0\" x2=\"26\" y1=\"4\" y2=\"4\"/></svg>{}</li>",
                                subject.colour(),
                                subject.name()))
                        .toList());
    }

    private static String first(LabeledRun subject) {
        return Numbers.distance(subject.run().distance().points().getFirst().value());
    }

    private static String last(LabeledRun subject) {
        return Numbers.distance(subject.run().distance().points().getLast().value());
    }

    private static Html estimate(LabeledRun subject) {
        Series raw = subject.run().estimate();
        int window = raw.usualWindow();
        Series filtered = raw.medianFiltered(window);
        Chart chart = new Chart(
                "The critic's estimate −L_D of " + subject.name() + " over the iterations, as a running median.",
                Axis.ofIterations(subject.run().iterations()),
                "iteration",
                CurvesSection.axis(raw, filtered),
                "−L_D",
                List.of(
                        new Curve(raw, Style.RAW, subject.colour()),
                        new Curve(filtered, Style.LINE, subject.colour())));
        return figure(
                chart,
                "%s: the critic’s estimate of the Wasserstein distance, up to a factor. Running median of %d."
                        .formatted(subject.name(), window));
    }

    private static Html scatter(LabeledRun subject) {
        LossCorrelation tracking = subject.critic();
        Series pairs = new Series(IntStream.range(0, tracking.pairs())
                .mapToObj(i -> new Point(
                        tracking.distances().points().get(i).value(),
                        tracking.losses().points().get(i).value()))
                .toList());
        Chart chart = new Chart(
                "−L_D of %s against the distance at each evaluation: %s."
                        .formatted(subject.name(), Numbers.correlation(tracking)),
                Axis.aroundOrders(tracking.distances().values().toArray()),
                "distance",
                Axis.around(tracking.losses().values().toArray()),
                "−L_D",
                List.of(new Curve(pairs, Style.DOTS, subject.colour())));
        return figure(chart, subject.name() + ": " + Numbers.correlation(tracking) + ".");
    }

    private static Html figure(Chart chart, String caption) {
        return Html.of("""
                <figure>
                {}<figcaption>{}</figcaption>
                </figure>
                """, chart.svg(), caption);
    }

    private static Html table(List<LabeledRun> subjects) {
        List<List<Html>> rows = new ArrayList<>();
        for (LabeledRun subject : subjects) {
            rows.add(row(
                    subject,
                    subject.run().objective().penalizes() ? "−L_D less the penalty" : "−L_D",
                    subject.critic()));
            rows.add(row(subject, "L_G", subject.generator()));
        }
        return Table.of(
                "Rank correlation of the losses with the distance.",
                List.of("", "loss", "n", "ρ", "verdict", "n, second half", "ρ, second half"),
                rows);
    }

    private static List<Html> row(LabeledRun subject, String loss, LossCorrelation tracking) {
        LossCorrelation second = tracking.ofSecondHalf();
        return List.of(
                Table.text(subject.name()),
                Symbols.html(loss),
                Table.text(tracking.pairs()),
                Table.text(Numbers.fixed(tracking.rho(), 2)),
                Table.text(words(tracking.verdict())),
                Table.text(second.pairs()),
                Table.text(Numbers.fixed(second.rho(), 2)));
    }

    private static String words(LossCorrelation.Verdict verdict) {
        return switch (verdict) {
            case UNKNOWN -> "cannot be judged";
            case TRACKS -> "tracks it";
            case TRACKS_AT_FIRST -> "tracks it at first";
            case TRACKS_SO_FAR_AS_KNOWN -> "tracks it, as far as known";
            case TRACKS_WEAKLY -> "tracks it weakly";
            case DOES_NOT_TRACK -> "does not track it";
            case RUNS_AGAINST -> "runs against it";
        };
    }
}
