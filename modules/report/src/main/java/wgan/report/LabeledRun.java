package wgan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wgan.evaluate.GenerativeMetrics;

/**
 * A run and the generator that came of it, as one of several.
 *
 * @param name what the report calls it, unlike any other
 * @param colour the class of the page's that has its colour
 * @param run how it was trained
 * @param portrait what it is like
 */
record LabeledRun(String name, String colour, Run run, GeneratorResult portrait) {
    /** Colours that the page has: {@code hue0} and so on. */
    static final int COLOURS = 6;

    /** Runs by their games' names; those of the same game by their directories', too. */
    static List<LabeledRun> of(Map<Run, GeneratorResult> portraits) {
        List<LabeledRun> subjects = new ArrayList<>();
        portraits.forEach((run, portrait) -> {
            boolean alone = portraits.keySet().stream()
                    .noneMatch(other -> other != run && other.title().equals(run.title()));
            String name = alone ? run.title() : run.title() + " (" + run.directory() + ")";
            subjects.add(new LabeledRun(name, "hue" + subjects.size() % COLOURS, run, portrait));
        });
        return subjects;
    }

    GenerativeMetrics quality() {
        return portrait.quality();
    }

    /** The critic's estimate beside the distance. */
    LossCorrelation critic() {
        return LossCorrelation.of(run.estimate(), distance(), run.iterations());
    }

    /** L_G beside the distance. */
    LossCorrelation generator() {
        return LossCorrelation.of(run.generatorLoss(), distance(), run.iterations());
    }

    /** At evaluations that lie about as far apart in all of the run. */
    private Series distance() {
        return run.distance().evenly();
    }

    Stability stability() {
        return Stability.of(distance(), run.iterations());
    }

    /** What the paper on this game calls the network that tells real images from generated ones. */
    String criticName() {
        return run.isWasserstein() ? "critic" : "discriminator";
    }
}
