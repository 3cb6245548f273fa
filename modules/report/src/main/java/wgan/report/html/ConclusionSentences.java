package wgan.report.html;

import static java.util.stream.Collectors.joining;
import static wgan.report.html.Numbers.distance;
import static wgan.report.html.Numbers.fixed;
import static wgan.report.html.Numbers.percent;
import static wgan.report.html.Sentences.agree;
import static wgan.report.html.Sentences.list;

import java.util.ArrayList;
import java.util.List;
import wgan.evaluate.GenerativeMetrics;
import wgan.report.analysis.Conclusions;
import wgan.report.analysis.Conclusions.CorrelationGroup;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.LossCorrelation;
import wgan.report.analysis.MemorizationCheck;
import wgan.report.analysis.ModeCollapse;
import wgan.report.analysis.Ranking;
import wgan.report.analysis.Stability;
import wgan.report.analysis.StabilityComparison;

/** Expresses {@link Conclusions} in sentences. Every number in them is computed from these runs. */
record ConclusionSentences(Conclusions conclusions) {

    /** Returns which generator is best, and how certain that is. */
    List<String> ranking() {
        Ranking ranking = conclusions.ranking();
        List<String> sentences = new ArrayList<>(List.of(best(ranking)));
        if (!ranking.others().isEmpty()) {
            sentences.add(list(ranking.others(), run -> run.name() + " has " + distanceOf(run)) + ".");
        }
        switch (ranking.certainty()) {
            case NOT_APPLICABLE -> {}
            case UNDETERMINED -> sentences.add("There are too few evaluations to determine how certain this order is.");
            case LEAD_EXCEEDS_RANGE ->
                sentences.add(
                        "The difference of %s between the first two is greater than the range of either distance in the last third of its run (at most %s). Each of them was trained once, with one seed."
                                .formatted(distance(ranking.lead()), distance(ranking.range())));
            case LEAD_WITHIN_RANGE ->
                sentences.add(
                        "The difference of %s between the first two is not greater than the range of their distances in the last third of a run (at most %s). Another step or another seed may change the order."
                                .formatted(distance(ranking.lead()), distance(ranking.range())));
        }
        return sentences;
    }

    private static String best(Ranking ranking) {
        List<LabeledRun> best = ranking.best();
        String names = list(best, LabeledRun::name);
        String value = distanceOf(best.getFirst());
        if (best.size() > 1) {
            return "%s have the same%s Fréchet classifier distance, %s."
                    .formatted(names, ranking.others().isEmpty() ? "" : ", lowest", value);
        }
        return ranking.others().isEmpty()
                ? "The Fréchet classifier distance of %s is %s.".formatted(names, value)
                : "%s is best by the Fréchet classifier distance: %s.".formatted(names, value);
    }

    private static String distanceOf(LabeledRun run) {
        return distance(run.metrics().frechetClassifierDistance());
    }

    /** Returns which loss correlates with the Fréchet classifier distance; a sentence for each outcome. */
    List<String> correlations() {
        return conclusions.criticCorrelations().stream()
                .map(ConclusionSentences::correlation)
                .toList();
    }

    private static String correlation(CorrelationGroup group) {
        String loss = (group.wasserstein() ? "the critic’s estimate −L_D of " : "the discriminator’s −L_D of ")
                + list(group.runs(), LabeledRun::name);
        String rhos = list(group.runs(), run -> Numbers.correlation(run.criticCorrelation()));
        return switch (group.outcome()) {
            case UNDETERMINED ->
                "Whether %s correlates with the Fréchet classifier distance cannot be determined: there are too few evaluations with a recorded loss near them (%s, expected %d or more), or one of the two values never changes."
                        .formatted(
                                loss,
                                list(
                                        group.runs(),
                                        run -> Integer.toString(
                                                run.criticCorrelation().pairs())),
                                LossCorrelation.LEAST_PAIRS);
            case CORRELATED ->
                "%s correlates with the Fréchet classifier distance (%s)%s."
                        .formatted(
                                capitalized(loss),
                                rhos,
                                group.wasserstein()
                                        ? ", as theory predicts"
                                        : "; here, the loss of a GAN does indicate how good the images are");
            case NOT_IN_SECOND_HALF ->
                "%s correlates with the Fréchet classifier distance over the whole run (%s), but not in its second half (%s): the correlation is that of the beginning."
                        .formatted(
                                capitalized(loss),
                                rhos,
                                list(
                                        group.runs(),
                                        run -> Numbers.correlation(
                                                run.criticCorrelation().ofSecondHalf())));
            case SECOND_HALF_UNDETERMINED ->
                "%s correlates with the Fréchet classifier distance over the whole run (%s); whether it does so after the beginning cannot be determined from so few evaluations."
                        .formatted(capitalized(loss), rhos);
            case WEAKLY_CORRELATED ->
                "%s correlates weakly with the Fréchet classifier distance (%s).".formatted(capitalized(loss), rhos);
            case UNCORRELATED ->
                "%s does not correlate with the Fréchet classifier distance (%s)%s."
                        .formatted(
                                capitalized(loss),
                                rhos,
                                group.wasserstein() ? ", although theory predicts a correlation" : "");
            case NEGATIVELY_CORRELATED ->
                "%s correlates negatively with the Fréchet classifier distance (%s): it falls as the images get worse, and rises as they get better%s."
                        .formatted(
                                capitalized(loss),
                                rhos,
                                group.wasserstein() ? ", although theory predicts a positive correlation" : "");
        };
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Returns which generators have collapsed; a sentence for each kind. */
    List<String> modeCollapse() {
        List<String> sentences = new ArrayList<>();
        conclusions.modeCollapse().forEach((kind, runs) -> sentences.add(modeCollapse(kind, runs)));
        return sentences;
    }

    private String modeCollapse(ModeCollapse kind, List<LabeledRun> runs) {
        GenerativeMetrics real = conclusions.real();
        String names = list(runs, LabeledRun::name);
        String entropies = "%s bits, that of real images %s bits"
                .formatted(
                        list(runs, run -> fixed(run.metrics().classEntropyBits(), 2)),
                        fixed(real.classEntropyBits(), 2));
        String coverages = list(runs, run -> percent(run.metrics().coverage()));
        String recalls = list(runs, run -> percent(run.metrics().recall()));
        String precisions = list(runs, run -> percent(run.metrics().precision()));
        return switch (kind) {
            case FEW_CLASSES ->
                "The classifier assigns the images of %s to few classes: their class entropy is %s. This is mode collapse, unless the images are not recognizable yet."
                        .formatted(names, entropies);
            case MISSING_CLASSES ->
                "%s %s partly collapsed: the classifier finds some classes less than a tenth as often as among real images (%s)."
                        .formatted(
                                names,
                                agree(runs, "has", "have"),
                                runs.stream().map(this::missingClasses).collect(joining("; ")));
            case WITHIN_CLASSES ->
                "By these metrics %s %s collapsed within the classes: the images resemble real ones (precision %s), but few of them (coverage %s, recall %s)."
                        .formatted(names, agree(runs, "has", "have"), precisions, coverages, recalls);
            case UNDETERMINED ->
                "Whether %s %s collapsed cannot be determined: coverage is %s, but so few images resemble real ones (precision %s) that lack of variety need not be the cause."
                        .formatted(names, agree(runs, "has", "have"), coverages, precisions);
            case NONE ->
                "%s %s no mode collapse: the class entropy is %s, the coverage %s, the recall %s."
                        .formatted(names, agree(runs, "shows", "show"), entropies, coverages, recalls);
        };
    }

    private String missingClasses(LabeledRun run) {
        return run.name() + ": "
                + list(conclusions.missingClasses(run).stream()
                        .map(String::valueOf)
                        .toList());
    }

    /** Returns how stable the Fréchet classifier distance is at the end. */
    List<String> stability() {
        StabilityComparison comparison = conclusions.stability();
        List<LabeledRun> known = comparison.known();
        List<String> sentences = new ArrayList<>();
        if (!known.isEmpty()) {
            sentences.add("The Fréchet classifier distance in the last third of each run: %s."
                    .formatted(known.stream().map(ConclusionSentences::range).collect(joining("; "))));
        }
        if (known.size() > 1 && !comparison.isComparable()) {
            sentences.add("These are of different numbers of evaluations, %s, so that the ranges are not comparable."
                    .formatted(
                            list(known, run -> Integer.toString(run.stability().evaluations()))));
        }
        comparison
                .mostStable()
                .ifPresent(run -> sentences.add(
                        "Relative to the median, %s has the smallest range and was most stable. A run that is still improving has a range, too."
                                .formatted(run.name())));
        comparison.pairs().forEach(pair -> sentences.add(pair(pair)));
        List<LabeledRun> unknown = comparison.unknown();
        if (!unknown.isEmpty()) {
            sentences.add("%s %s fewer than %d evaluations in the last third, too few for a range."
                    .formatted(
                            list(unknown, LabeledRun::name),
                            agree(unknown, "has", "have"),
                            Stability.LEAST_EVALUATIONS));
        }
        return sentences;
    }

    private static String range(LabeledRun run) {
        return "%s %s to %s, a range of %s of its median"
                .formatted(
                        run.name(),
                        distance(run.stability().least()),
                        distance(run.stability().greatest()),
                        percent(run.stability().relativeRange()));
    }

    private static String pair(StabilityComparison.Pair pair) {
        return "%s was %s than %s%s."
                .formatted(
                        pair.wgan().name(),
                        pair.isWganMoreStable() ? "more stable" : "not more stable",
                        pair.gan().name(),
                        pair.isExplainedByLearningRates() ? learningRates(pair.moreStable(), pair.lessStable()) : "");
    }

    private static String learningRates(LabeledRun moreStable, LabeledRun lessStable) {
        return "; but the final learning rates of %s are %s of its initial ones, those of %s %s, and lower learning rates alone make a run more stable"
                .formatted(
                        moreStable.name(),
                        percent(moreStable.run().finalLearningRateFraction()),
                        lessStable.name(),
                        percent(lessStable.run().finalLearningRateFraction()));
    }

    /** Returns whether images are copies of training images; a sentence for each answer. */
    List<String> memorization() {
        List<String> sentences = new ArrayList<>();
        conclusions.memorization().forEach((check, runs) -> sentences.add(memorization(check, runs)));
        return sentences;
    }

    private static String memorization(MemorizationCheck check, List<LabeledRun> runs) {
        String names = list(runs, LabeledRun::name);
        String has = agree(runs, "has", "have");
        String ratios = list(runs, run -> fixed(run.result().nearestTrainingRatio(), 2));
        return switch (check) {
            case UNDETERMINED ->
                "Whether %s %s memorized training images cannot be determined: unseen real images are no different from training images."
                        .formatted(names, has);
            case FOUND ->
                "%s %s memorized training images, or %s few kinds of images: %s images are much nearer to training images than unseen real images are (%s times as far)."
                        .formatted(
                                names, has, agree(runs, "generates", "generate"), agree(runs, "its", "their"), ratios);
            case NOT_FOUND ->
                "There is no sign that %s %s memorized training images: the median distance to the nearest training image is %s times that of unseen real images."
                        .formatted(names, has, ratios);
        };
    }
}
