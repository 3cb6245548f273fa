package wgan.report.analysis;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.Optional;
import wgan.train.ObjectiveType;

/**
 * The {@linkplain Stability stability} of several runs.
 *
 * @param known runs with enough evaluations
 * @param unknown runs without
 */
public record StabilityComparison(List<LabeledRun> known, List<LabeledRun> unknown) {

    /**
     * A WGAN run beside a GAN run, as the lab compares them.
     *
     * @param wgan the WGAN run
     * @param gan the GAN run
     */
    public record Pair(LabeledRun wgan, LabeledRun gan) {
        /** Returns whether the WGAN run is more stable. */
        public boolean isWganMoreStable() {
            return wgan.stability().relativeSpread() < gan.stability().relativeSpread();
        }

        /** Returns whether the learning rates of the more stable run fell further, which makes a run more stable by itself. */
        public boolean isExplainedByLearningRates() {
            return moreStable().run().finalLearningRateFraction()
                    < lessStable().run().finalLearningRateFraction();
        }

        /** Returns the run with the smaller relative spread; the GAN run if they are equal. */
        public LabeledRun moreStable() {
            return isWganMoreStable() ? wgan : gan;
        }

        /** Returns the other run. */
        public LabeledRun lessStable() {
            return isWganMoreStable() ? gan : wgan;
        }
    }

    static StabilityComparison of(List<LabeledRun> runs) {
        return new StabilityComparison(
                runs.stream().filter(run -> run.stability().isKnown()).toList(),
                runs.stream().filter(run -> !run.stability().isKnown()).toList());
    }

    /** Returns the run with the smallest relative spread; empty if there is nothing to compare. */
    public Optional<LabeledRun> mostStable() {
        return known.size() > 1
                ? known.stream().min(comparingDouble(run -> run.stability().relativeSpread()))
                : Optional.empty();
    }

    /** Returns each WGAN run beside each GAN run. */
    public List<Pair> pairs() {
        return known.stream()
                .filter(gan -> gan.run().isOf(ObjectiveType.GAN))
                .flatMap(gan -> known.stream()
                        .filter(wgan -> wgan.run().isOf(ObjectiveType.WGAN))
                        .map(wgan -> new Pair(wgan, gan)))
                .toList();
    }
}
