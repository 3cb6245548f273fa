package wgan.report;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;
import static wgan.report.Numbers.distance;
import static wgan.report.Numbers.fixed;
import static wgan.report.Numbers.percent;
import static wgan.report.Sentences.agree;
import static wgan.report.Sentences.list;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import wgan.evaluate.GenerativeMetrics;
import wgan.report.LossCorrelation.Verdict;
import wgan.train.ObjectiveName;

/**
 * What the figures of these runs say, in sentences that hold whatever the figures are.
 *
 * @param subjects at least one
 * @param real what real images come to
 */
record Conclusions(List<LabeledRun> subjects, GenerativeMetrics real) {
    /** Images that are nearer to training images than this share of what is usual are said to be copies. */
    static final double COPYING = 0.5;

    /** Which generator is best, and how sure that is. */
    String best() {
        List<LabeledRun> order = subjects.stream()
                .sorted(comparingDouble(subject -> subject.quality().frechetDistance()))
                .toList();
        LabeledRun first = order.getFirst();
        String best = "%s came to a distance of %s".formatted(first.name(), distanceOf(first));
        if (order.size() == 1) {
            return best + ".";
        }
        List<LabeledRun> equal = order.stream()
                .filter(subject -> distanceOf(subject).equals(distanceOf(first)))
                .toList();
        List<LabeledRun> rest = order.subList(equal.size(), order.size());
        if (equal.size() > 1) {
            return "By the distance %s are equally good, with %s%s."
                    .formatted(
                            list(equal, LabeledRun::name),
                            distanceOf(first),
                            rest.isEmpty() ? "" : ", before " + list(rest, Conclusions::nameAndDistance));
        }
        return "By the distance %s is best: %s, before %s. %s"
                .formatted(
                        first.name(),
                        distanceOf(first),
                        list(rest, Conclusions::nameAndDistance),
                        lead(first, rest.getFirst()));
    }

    private static String nameAndDistance(LabeledRun subject) {
        return subject.name() + " with " + distanceOf(subject);
    }

    private static String distanceOf(LabeledRun subject) {
        return distance(subject.quality().frechetDistance());
    }

    private static String lead(LabeledRun first, LabeledRun second) {
        double lead = second.quality().frechetDistance() - first.quality().frechetDistance();
        if (!first.stability().isKnown() || !second.stability().isKnown()) {
            return "There are too few evaluations to tell how sure that order is.";
        }
        double spread = Math.max(first.stability().spread(), second.stability().spread());
        return lead > spread
                ? "The lead of %s is greater than what the distance of either still moved by in the last third of its run (up to %s); each was trained once, with one seed."
                        .formatted(distance(lead), distance(spread))
                : "The lead of %s is no greater than what these distances still moved by in the last third of a run (up to %s), so that another step or another seed may turn the order round."
                        .formatted(distance(lead), distance(spread));
    }

    /** Which loss tracks the distance; a sentence for each kind of verdict. */
    List<String> tracking() {
        List<String> sentences = new ArrayList<>();
        List<LabeledRun> wasserstein = those(subject -> subject.run().isWasserstein());
        List<LabeledRun> others = those(subject -> !subject.run().isWasserstein());
        sentences.addAll(tracking(wasserstein, "the critic’s estimate −L_D", true));
        sentences.addAll(tracking(others, "the discriminator’s −L_D", false));
        return sentences;
    }

    private List<String> tracking(List<LabeledRun> some, String loss, boolean expected) {
        List<String> sentences = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            List<LabeledRun> these = some.stream()
                    .filter(subject -> subject.critic().verdict() == verdict)
                    .toList();
            if (!these.isEmpty()) {
                sentences.add(tracking(these, verdict, loss, expected));
            }
        }
        return sentences;
    }

    private static String tracking(List<LabeledRun> these, Verdict verdict, String loss, boolean expected) {
        String names = list(these, LabeledRun::name);
        String rhos = list(these, subject -> Numbers.correlation(subject.critic()));
        return switch (verdict) {
            case UNKNOWN ->
                "Whether %s of %s tracks the distance cannot be said: there are too few evaluations with a recorded loss beside them (%s, expected %d or more), or one of the two never changed."
                        .formatted(
                                loss,
                                names,
                                list(
                                        these,
                                        subject -> Integer.toString(
                                                subject.critic().pairs())),
                                LossCorrelation.LEAST_PAIRS);
            case TRACKS ->
                "%s of %s tracks the distance (%s)%s."
                        .formatted(
                                capital(loss),
                                names,
                                rhos,
                                expected
                                        ? ", as the theory has it"
                                        : ": here a GAN’s loss does tell how good the images are");
            case TRACKS_AT_FIRST ->
                "%s of %s tracks the distance over the whole run (%s), but not in its second half (%s): what it shares with the distance is its beginning."
                        .formatted(
                                capital(loss),
                                names,
                                rhos,
                                list(
                                        these,
                                        subject -> Numbers.correlation(
                                                subject.critic().ofSecondHalf())));
            case TRACKS_SO_FAR_AS_KNOWN ->
                "%s of %s tracks the distance over the whole run (%s); whether it does so beyond the beginning cannot be said of so few evaluations."
                        .formatted(capital(loss), names, rhos);
            case TRACKS_WEAKLY -> "%s of %s tracks the distance weakly (%s).".formatted(capital(loss), names, rhos);
            case DOES_NOT_TRACK ->
                "%s of %s does not track the distance (%s)%s."
                        .formatted(
                                capital(loss),
                                names,
                                rhos,
                                expected ? ", against what the theory leads to expect" : "");
            case RUNS_AGAINST ->
                "%s of %s runs against the distance (%s): it falls as the images get worse, and rises as they get better%s."
                        .formatted(
                                capital(loss),
                                names,
                                rhos,
                                expected ? ", against what the theory leads to expect" : "");
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Which generators have collapsed; a sentence for each kind. */
    List<String> collapse() {
        List<String> sentences = new ArrayList<>();
        for (ModeCollapse variety : ModeCollapse.values()) {
            List<LabeledRun> these = those(subject -> ModeCollapse.of(subject.quality(), real) == variety);
            if (!these.isEmpty()) {
                sentences.add(collapse(these, variety));
            }
        }
        return sentences;
    }

    private String collapse(List<LabeledRun> these, ModeCollapse variety) {
        String names = list(these, LabeledRun::name);
        String entropies = "%s bits, that of real images %s"
                .formatted(
                        list(these, subject -> fixed(subject.quality().classEntropyBits(), 2)),
                        fixed(real.classEntropyBits(), 2));
        String coverages = list(these, subject -> percent(subject.quality().coverage()));
        String recalls = list(these, subject -> percent(subject.quality().recall()));
        String precisions = list(these, subject -> percent(subject.quality().precision()));
        return switch (variety) {
            case COLLAPSED_CLASSES ->
                "The classifier takes what %s %s for few classes only: their entropy is %s. That is a collapse, unless the images are no digits yet."
                        .formatted(names, agree(these, "draws", "draw"), entropies);
            case LACKS_CLASSES ->
                "%s %s collapsed in part: what the classifier takes for some classes is drawn less than a tenth as often as among real images (%s)."
                        .formatted(
                                names,
                                agree(these, "has", "have"),
                                these.stream().map(this::lacking).collect(joining("; ")));
            case COLLAPSED_WITHIN_CLASSES ->
                "By these measures %s %s collapsed within the classes: the images look like real ones (precision %s), but like few of them (coverage %s, recall %s)."
                        .formatted(names, agree(these, "has", "have"), precisions, coverages, recalls);
            case UNCLEAR ->
                "Of %s it cannot be said: coverage is %s, but so few images are like real ones (precision %s) that this need not be for lack of variety."
                        .formatted(names, coverages, precisions);
            case NOT_COLLAPSED ->
                "%s %s no collapse: the entropy of the classes is %s, the coverage %s, the recall %s."
                        .formatted(names, agree(these, "shows", "show"), entropies, coverages, recalls);
        };
    }

    private String lacking(LabeledRun subject) {
        List<String> classes = ModeCollapse.lacking(subject.quality(), real).stream()
                .map(String::valueOf)
                .toList();
        return subject.name() + ": " + list(classes);
    }

    /** How steady the distance is at the end. */
    List<String> stability() {
        List<String> sentences = new ArrayList<>();
        List<LabeledRun> known = those(subject -> subject.stability().isKnown());
        List<LabeledRun> unknown = those(subject -> !subject.stability().isKnown());
        if (!known.isEmpty()) {
            sentences.add("The distance in the last third of each run: %s."
                    .formatted(known.stream().map(Conclusions::movement).collect(joining("; "))));
        }
        boolean comparable = known.stream()
                .allMatch(subject ->
                        known.stream().allMatch(other -> subject.stability().comparesWith(other.stability())));
        if (known.size() > 1 && !comparable) {
            sentences.add("They are of different numbers of evaluations, %s, so that these ranges do not compare."
                    .formatted(list(
                            known,
                            subject -> Integer.toString(subject.stability().evaluations()))));
        }
        if (known.size() > 1 && comparable) {
            LabeledRun steadiest = known.stream()
                    .min(comparingDouble(subject -> subject.stability().relativeSpread()))
                    .orElseThrow();
            sentences.add("By that share %s was steadiest; a run that is still getting better moves, too."
                    .formatted(steadiest.name()));
        }
        if (comparable) {
            known.stream()
                    .filter(subject -> subject.run().objective() == ObjectiveName.GAN)
                    .forEach(gan -> known.stream()
                            .filter(subject -> subject.run().objective() == ObjectiveName.WGAN)
                            .forEach(wgan -> sentences.add(comparison(wgan, gan))));
        }
        if (!unknown.isEmpty()) {
            sentences.add("Of %s there are fewer than %d evaluations in the last third, too few to say."
                    .formatted(list(unknown, LabeledRun::name), Stability.LEAST_EVALUATIONS));
        }
        return sentences;
    }

    private static String movement(LabeledRun subject) {
        return "%s %s to %s, a range of %s of its median"
                .formatted(
                        subject.name(),
                        distance(subject.stability().least()),
                        distance(subject.stability().greatest()),
                        percent(subject.stability().relativeSpread()));
    }

    private static String comparison(LabeledRun wgan, LabeledRun gan) {
        boolean steadier = wgan.stability().relativeSpread() < gan.stability().relativeSpread();
        return "%s was %s than %s%s."
                .formatted(
                        wgan.name(),
                        steadier ? "steadier" : "no steadier",
                        gan.name(),
                        steadier ? rates(wgan, gan) : rates(gan, wgan));
    }

    /** What makes the one the steadier whatever the game is: nothing, unless its learning rates fell further. */
    private static String rates(LabeledRun steadier, LabeledRun other) {
        double share = steadier.run().rateShare();
        double ofOther = other.run().rateShare();
        return share >= ofOther
                ? ""
                : "; but the learning rates of %s were down to %s of what they were at first, those of %s at %s, which alone makes a run steadier"
                        .formatted(steadier.name(), percent(share), other.name(), percent(ofOther));
    }

    /** Whether images are copies of those trained on. */
    List<String> copying() {
        List<String> sentences = new ArrayList<>();
        List<LabeledRun> copying = those(subject -> subject.portrait().copying() < COPYING);
        List<LabeledRun> others = those(subject -> subject.portrait().copying() >= COPYING);
        List<LabeledRun> unknown =
                those(subject -> Double.isNaN(subject.portrait().copying()));
        if (!unknown.isEmpty()) {
            sentences.add(
                    "Whether %s %s what %s shown cannot be said: unseen images are no different from those trained on."
                            .formatted(
                                    list(unknown, LabeledRun::name),
                                    agree(unknown, "repeats", "repeat"),
                                    agree(unknown, "it was", "they were")));
        }
        if (!copying.isEmpty()) {
            sentences.add(
                    "%s %s what %s shown, or few kinds of images: %s images are much nearer to those trained on than unseen real images are (%s times as far)."
                            .formatted(
                                    list(copying, LabeledRun::name),
                                    agree(copying, "repeats", "repeat"),
                                    agree(copying, "it was", "they were"),
                                    agree(copying, "its", "their"),
                                    list(copying, Conclusions::copying)));
        }
        if (!others.isEmpty()) {
            sentences.add(
                    "There is no sign that %s %s what %s shown: the median distance to the nearest image trained on is %s times that of unseen real images."
                            .formatted(
                                    list(others, LabeledRun::name),
                                    agree(others, "repeats", "repeat"),
                                    agree(others, "it was", "they were"),
                                    list(others, Conclusions::copying)));
        }
        return sentences;
    }

    private static String copying(LabeledRun subject) {
        return fixed(subject.portrait().copying(), 2);
    }

    private List<LabeledRun> those(Predicate<LabeledRun> which) {
        return subjects.stream().filter(which).toList();
    }
}
