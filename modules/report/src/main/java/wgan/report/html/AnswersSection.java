package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import wgan.evaluate.ClassMetrics;
import wgan.report.analysis.Conclusions;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.LossCorrelation;
import wgan.report.analysis.LossCorrelation.Outcome;
import wgan.report.analysis.Metric;
import wgan.report.analysis.ModeCollapse;
import wgan.report.analysis.Ranking;
import wgan.report.analysis.RunGroup;
import wgan.report.analysis.StabilityComparison;

/**
 * Answers to the lab's three questions: what these runs measured, in sentences with their figures, and separately what theory predicts.
 *
 * @param texts of the page
 * @param conclusions from the metrics
 */
record AnswersSection(Texts texts, Conclusions conclusions) {

    Html html() {
        return Html.of(
                """
                <section id="answers">
                <h2>{}</h2>
                {}{}{}</section>
                """,
                texts.get("answers.title"),
                answer("answers.q1", stability()),
                answer("answers.q2", follows()),
                answer(
                        "answers.q3",
                        Stream.of(ranking(), collapse(), copies())
                                .flatMap(List::stream)
                                .toList()));
    }

    private Html answer(String key, List<String> measured) {
        return Html.of(
                """
                <h3>{}</h3>
                <p><em>{}</em></p>
                <ul>
                {}</ul>
                <p><em>{}</em> {}</p>
                """,
                texts.get(key),
                texts.get("answers.measured"),
                measured.stream()
                        .map(sentence -> Html.of("<li>{}</li>\n", LossSymbols.html(sentence)))
                        .toList(),
                texts.get("answers.theory"),
                texts.html(key + ".theory"));
    }

    /** Returns which generator is best. */
    List<String> ranking() {
        Ranking ranking = conclusions.ranking();
        List<String> sentences = new ArrayList<>(List.of(texts.get("rank.best", distance(ranking.best()))));
        if (!ranking.equal().isEmpty()) {
            sentences.add(texts.get("rank.equal", groups(ranking.equal())));
        }
        if (!ranking.others().isEmpty()) {
            sentences.add(texts.get("rank.others", groups(ranking.others())));
        }
        if (ranking.isOfSingleSeeds()
                && (!ranking.equal().isEmpty() || !ranking.others().isEmpty())) {
            sentences.add(texts.get("rank.seed"));
        }
        return sentences;
    }

    private String groups(List<RunGroup> groups) {
        return String.join(
                texts.get("list.separator"),
                groups.stream().map(AnswersSection::distance).toList());
    }

    private static String distance(RunGroup group) {
        return group.name() + " " + Numbers.distance(group.of(Metric.FRECHET_DISTANCE));
    }

    /** Returns whether the loss of the critic follows the distance; a sentence for each outcome. */
    List<String> follows() {
        List<String> sentences = new ArrayList<>();
        conclusions
                .criticCorrelations()
                .forEach((outcome, runs) -> sentences.add(texts.get(
                        "follows." + outcome,
                        outcome == Outcome.UNDETERMINED
                                ? texts.list(runs, LabeledRun::name)
                                : texts.list(runs, this::correlation))));
        List<LabeledRun> unexpected = conclusions.criticCorrelations().entrySet().stream()
                .filter(entry -> entry.getKey() != Outcome.FOLLOWS && entry.getKey() != Outcome.UNDETERMINED)
                .flatMap(entry -> entry.getValue().stream())
                .filter(run -> run.run().isWasserstein())
                .toList();
        if (!unexpected.isEmpty()) {
            sentences.add(texts.get("follows.premise", texts.list(unexpected, this::rates)));
        }
        return sentences;
    }

    private String correlation(LabeledRun run) {
        LossCorrelation correlation = run.criticCorrelation();
        return texts.get(
                "follows.run",
                run.name(),
                Numbers.correlation(correlation.ofChanges()),
                Numbers.correlation(correlation.ofChangesInSecondHalf()));
    }

    private String rates(LabeledRun run) {
        return texts.get(
                "follows.rates",
                run.name(),
                run.run().setting("lr_critic").orElse(Numbers.UNKNOWN),
                run.run().setting("lr_generator").orElse(Numbers.UNKNOWN),
                texts.get("preset."
                        + run.run().preset().map(preset -> preset.toString()).orElse("none")));
    }

    /** Returns which generators have collapsed; a sentence for each kind. */
    List<String> collapse() {
        List<String> sentences = new ArrayList<>();
        String entropy = conclusions
                .real()
                .metrics()
                .classes()
                .map(AnswersSection::entropy)
                .orElse(Numbers.UNKNOWN);
        conclusions
                .modeCollapse()
                .forEach((kind, runs) -> sentences.add(texts.get(
                        "collapse." + kind,
                        texts.list(runs, kind == ModeCollapse.MISSING_CLASSES ? this::missing : this::variety),
                        entropy)));
        return sentences;
    }

    private String variety(LabeledRun run) {
        String entropy = run.metrics()
                .classes()
                .map(classes -> texts.get("collapse.run.entropy", entropy(classes)))
                .orElse("");
        return texts.get(
                "collapse.run",
                run.name(),
                fraction(run, Metric.PRECISION),
                fraction(run, Metric.COVERAGE),
                fraction(run, Metric.RECALL),
                entropy);
    }

    private static String entropy(ClassMetrics classes) {
        return Numbers.fixed(classes.entropyBits().value(), 2);
    }

    private static String fraction(LabeledRun run, Metric metric) {
        return Numbers.percent(metric.of(run.metrics()).value());
    }

    private String missing(LabeledRun run) {
        return texts.get(
                "collapse.run.classes",
                run.name(),
                texts.list(conclusions.missingClasses(run).stream()
                        .map(conclusions.real().classNames()::get)
                        .toList()));
    }

    /** Returns whether images are copies of training images; a sentence for each answer. */
    List<String> copies() {
        List<String> sentences = new ArrayList<>();
        Function<LabeledRun, String> share = run ->
                run.name() + " " + Numbers.percent(run.result().memorization().near());
        conclusions
                .memorization()
                .forEach((check, runs) -> sentences.add(texts.get("copies." + check, texts.list(runs, share))));
        return sentences;
    }

    /** Returns how steady the Fréchet distance is at the end. */
    List<String> stability() {
        StabilityComparison comparison = conclusions.stability();
        List<String> sentences = new ArrayList<>();
        if (!comparison.known().isEmpty()) {
            sentences.add(texts.get(
                    "stability.known",
                    texts.list(
                            comparison.known(),
                            run -> run.name() + " "
                                    + Numbers.percent(run.stability().relativeSpread()))));
        }
        comparison.mostStable().ifPresent(run -> sentences.add(texts.get("stability.steadiest", run.name())));
        if (!comparison.unknown().isEmpty()) {
            sentences.add(texts.get("stability.unknown", texts.list(comparison.unknown(), LabeledRun::name)));
        }
        for (StabilityComparison.Pair pair : comparison.pairs()) {
            if (pair.isExplainedByLearningRates()) {
                sentences.add(texts.get(
                        "stability.rates",
                        pair.moreStable().name(),
                        Numbers.percent(pair.moreStable().run().finalLearningRateFraction()),
                        pair.lessStable().name(),
                        Numbers.percent(pair.lessStable().run().finalLearningRateFraction())));
            }
        }
        return sentences;
    }
}
