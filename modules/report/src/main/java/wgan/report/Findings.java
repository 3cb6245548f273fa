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
import wgan.evaluate.Quality;
import wgan.report.Tracking.Verdict;
import wgan.train.ObjectiveName;

/**
 * What the figures of these runs say, in sentences that hold whatever the figures are.
 *
 * @param subjects at least one
 * @param real what real pictures come to
 */
record Findings(List<Subject> subjects, Quality real) {
    /** Pictures that are nearer to training pictures than this share of what is usual are said to be copies. */
    static final double COPYING = 0.5;

    /** Which generator is best, and how sure that is. */
    String best() {
        List<Subject> order = subjects.stream()
                .sorted(comparingDouble(subject -> subject.quality().frechetDistance()))
                .toList();
        Subject first = order.getFirst();
        String best = "%s came to a distance of %s".formatted(first.name(), distanceOf(first));
        if (order.size() == 1) {
            return best + ".";
        }
        List<Subject> equal = order.stream()
                .filter(subject -> distanceOf(subject).equals(distanceOf(first)))
                .toList();
        List<Subject> rest = order.subList(equal.size(), order.size());
        if (equal.size() > 1) {
            return "By the distance %s are equally good, with %s%s."
                    .formatted(
                            list(equal, Subject::name),
                            distanceOf(first),
                            rest.isEmpty() ? "" : ", before " + list(rest, Findings::nameAndDistance));
        }
        return "By the distance %s is best: %s, before %s. %s"
                .formatted(
                        first.name(),
                        distanceOf(first),
                        list(rest, Findings::nameAndDistance),
                        lead(first, rest.getFirst()));
    }

    private static String nameAndDistance(Subject subject) {
        return subject.name() + " with " + distanceOf(subject);
    }

    private static String distanceOf(Subject subject) {
        return distance(subject.quality().frechetDistance());
    }

    private static String lead(Subject first, Subject second) {
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
        List<Subject> wasserstein = those(subject -> subject.run().isWasserstein());
        List<Subject> others = those(subject -> !subject.run().isWasserstein());
        sentences.addAll(tracking(wasserstein, "the critic’s estimate −L_D", true));
        sentences.addAll(tracking(others, "the discriminator’s −L_D", false));
        return sentences;
    }

    private List<String> tracking(List<Subject> some, String loss, boolean expected) {
        List<String> sentences = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            List<Subject> these = some.stream()
                    .filter(subject -> subject.critic().verdict() == verdict)
                    .toList();
            if (!these.isEmpty()) {
                sentences.add(tracking(these, verdict, loss, expected));
            }
        }
        return sentences;
    }

    private static String tracking(List<Subject> these, Verdict verdict, String loss, boolean expected) {
        String names = list(these, Subject::name);
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
                                Tracking.LEAST_PAIRS);
            case TRACKS ->
                "%s of %s tracks the distance (%s)%s."
                        .formatted(
                                capital(loss),
                                names,
                                rhos,
                                expected
                                        ? ", as the theory has it"
                                        : ": here a GAN’s loss does tell how good the pictures are");
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
                "%s of %s runs against the distance (%s): it falls as the pictures get worse, and rises as they get better%s."
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
        for (Variety variety : Variety.values()) {
            List<Subject> these = those(subject -> Variety.of(subject.quality(), real) == variety);
            if (!these.isEmpty()) {
                sentences.add(collapse(these, variety));
            }
        }
        return sentences;
    }

    private String collapse(List<Subject> these, Variety variety) {
        String names = list(these, Subject::name);
        String entropies = "%s bits, that of real pictures %s"
                .formatted(
                        list(these, subject -> fixed(subject.quality().classEntropyBits(), 2)),
                        fixed(real.classEntropyBits(), 2));
        String coverages = list(these, subject -> percent(subject.quality().coverage()));
        String recalls = list(these, subject -> percent(subject.quality().recall()));
        String precisions = list(these, subject -> percent(subject.quality().precision()));
        return switch (variety) {
            case COLLAPSED_CLASSES ->
                "The classifier takes what %s %s for few classes only: their entropy is %s. That is a collapse, unless the pictures are no digits yet."
                        .formatted(names, agree(these, "draws", "draw"), entropies);
            case LACKS_CLASSES ->
                "%s %s collapsed in part: what the classifier takes for some classes is drawn less than a tenth as often as among real pictures (%s)."
                        .formatted(
                                names,
                                agree(these, "has", "have"),
                                these.stream().map(this::lacking).collect(joining("; ")));
            case COLLAPSED_WITHIN_CLASSES ->
                "By these measures %s %s collapsed within the classes: the pictures look like real ones (precision %s), but like few of them (coverage %s, recall %s)."
                        .formatted(names, agree(these, "has", "have"), precisions, coverages, recalls);
            case UNCLEAR ->
                "Of %s it cannot be said: coverage is %s, but so few pictures are like real ones (precision %s) that this need not be for lack of variety."
                        .formatted(names, coverages, precisions);
            case NOT_COLLAPSED ->
                "%s %s no collapse: the entropy of the classes is %s, the coverage %s, the recall %s."
                        .formatted(names, agree(these, "shows", "show"), entropies, coverages, recalls);
        };
    }

    private String lacking(Subject subject) {
        List<String> classes = Variety.lacking(subject.quality(), real).stream()
                .map(String::valueOf)
                .toList();
        return subject.name() + ": " + list(classes);
    }

    /** How steady the distance is at the end. */
    List<String> stability() {
        List<String> sentences = new ArrayList<>();
        List<Subject> known = those(subject -> subject.stability().isKnown());
        List<Subject> unknown = those(subject -> !subject.stability().isKnown());
        if (!known.isEmpty()) {
            sentences.add("The distance in the last third of each run: %s."
                    .formatted(known.stream().map(Findings::movement).collect(joining("; "))));
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
            Subject steadiest = known.stream()
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
                    .formatted(list(unknown, Subject::name), Stability.LEAST_EVALUATIONS));
        }
        return sentences;
    }

    private static String movement(Subject subject) {
        return "%s %s to %s, a range of %s of its median"
                .formatted(
                        subject.name(),
                        distance(subject.stability().least()),
                        distance(subject.stability().greatest()),
                        percent(subject.stability().relativeSpread()));
    }

    private static String comparison(Subject wgan, Subject gan) {
        boolean steadier = wgan.stability().relativeSpread() < gan.stability().relativeSpread();
        return "%s was %s than %s%s."
                .formatted(
                        wgan.name(),
                        steadier ? "steadier" : "no steadier",
                        gan.name(),
                        steadier ? rates(wgan, gan) : rates(gan, wgan));
    }

    /** What makes the one the steadier whatever the game is: nothing, unless its learning rates fell further. */
    private static String rates(Subject steadier, Subject other) {
        double share = steadier.run().rateShare();
        double ofOther = other.run().rateShare();
        return share >= ofOther
                ? ""
                : "; but the learning rates of %s were down to %s of what they were at first, those of %s at %s, which alone makes a run steadier"
                        .formatted(steadier.name(), percent(share), other.name(), percent(ofOther));
    }

    /** Whether pictures are copies of those trained on. */
    List<String> copying() {
        List<String> sentences = new ArrayList<>();
        List<Subject> copying = those(subject -> subject.portrait().copying() < COPYING);
        List<Subject> others = those(subject -> subject.portrait().copying() >= COPYING);
        List<Subject> unknown = those(subject -> Double.isNaN(subject.portrait().copying()));
        if (!unknown.isEmpty()) {
            sentences.add(
                    "Whether %s %s what %s shown cannot be said: unseen pictures are no different from those trained on."
                            .formatted(
                                    list(unknown, Subject::name),
                                    agree(unknown, "repeats", "repeat"),
                                    agree(unknown, "it was", "they were")));
        }
        if (!copying.isEmpty()) {
            sentences.add(
                    "%s %s what %s shown, or few kinds of pictures: %s pictures are much nearer to those trained on than unseen real pictures are (%s times as far)."
                            .formatted(
                                    list(copying, Subject::name),
                                    agree(copying, "repeats", "repeat"),
                                    agree(copying, "it was", "they were"),
                                    agree(copying, "its", "their"),
                                    list(copying, Findings::copying)));
        }
        if (!others.isEmpty()) {
            sentences.add(
                    "There is no sign that %s %s what %s shown: the median distance to the nearest picture trained on is %s times that of unseen real pictures."
                            .formatted(
                                    list(others, Subject::name),
                                    agree(others, "repeats", "repeat"),
                                    agree(others, "it was", "they were"),
                                    list(others, Findings::copying)));
        }
        return sentences;
    }

    private static String copying(Subject subject) {
        return fixed(subject.portrait().copying(), 2);
    }

    private List<Subject> those(Predicate<Subject> which) {
        return subjects.stream().filter(which).toList();
    }
}
