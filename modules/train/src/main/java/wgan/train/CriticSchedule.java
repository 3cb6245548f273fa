package wgan.train;

import java.util.Locale;
import java.util.Map;

/**
 * When the critic and the generator are updated.
 *
 * @param steps updates of the critic for each update of the generator: n_critic of the papers
 * @param batches the real images that these updates use
 * @param warmup when the critic gets {@value #WARMUP_STEPS} updates instead
 */
public record CriticSchedule(int steps, CriticBatches batches, Warmup warmup) {
    private static final int WARMUP_STEPS = 100;
    private static final int WARMUP_UPDATES = 25;
    private static final int WARMUP_INTERVAL = 500;

    /** A run can stop only between two steps: with more updates in a step a user would wait for minutes. */
    private static final int MAX_STEPS = 1000;

    /** The real images of the critic's updates between two updates of the generator. */
    public enum CriticBatches {
        /** All use the same batch, as in the lab: an epoch has as many updates of the generator as batches. */
        SAME,
        /** Each uses a batch of its own, as in the paper: an epoch has fewer updates of the generator. */
        FRESH;

        /** Returns the name in files and on command lines. */
        @Override
        public String toString() {
            return this == SAME ? "same" : "fresh";
        }
    }

    /** When the critic gets {@value #WARMUP_STEPS} updates before an update of the generator. */
    public enum Warmup {
        /** Never. */
        NONE,
        /** Before each of the generator's first {@value #WARMUP_UPDATES} updates, while the critic is young. */
        INITIAL,
        /**
         * Before the same ones and before every {@value #WARMUP_INTERVAL}th one, as in the code of the WGAN paper's authors.
         */
        REPEATED;

        /** Returns the name in files and on command lines. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean isDue(long generatorUpdates) {
            return switch (this) {
                case NONE -> false;
                case INITIAL -> generatorUpdates < WARMUP_UPDATES;
                case REPEATED -> generatorUpdates < WARMUP_UPDATES || generatorUpdates % WARMUP_INTERVAL == 0;
            };
        }
    }

    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public CriticSchedule {
        HyperparameterException.require(steps >= 1 && steps <= MAX_STEPS, "critic_steps", steps, "1 to " + MAX_STEPS);
        // At least one update of the generator before each log point, which has its mean loss.
        HyperparameterException.require(
                batches == CriticBatches.SAME || steps <= Progress.LOG_INTERVAL,
                "critic_steps",
                steps,
                "at most " + Progress.LOG_INTERVAL + " with fresh batches");
        HyperparameterException.require(
                batches == CriticBatches.SAME || steps > 1 || warmup != Warmup.NONE,
                "critic_batches",
                batches,
                "same, since the critic has one update for each");
    }

    /** Returns the schedule that updates each network once in turn. */
    public static CriticSchedule alternating() {
        return new CriticSchedule(1, CriticBatches.SAME, Warmup.NONE);
    }

    /**
     * Returns the number of critic updates before the next generator update.
     *
     * @param generatorUpdates the number of generator updates so far
     */
    int stepsAfter(long generatorUpdates) {
        return warmup.isDue(generatorUpdates) ? WARMUP_STEPS : steps;
    }

    /** Returns the greatest number of critic updates in a step. */
    int maxUpdatesInStep() {
        if (batches == CriticBatches.FRESH) {
            return 1;
        }
        return warmup == Warmup.NONE ? steps : Math.max(steps, WARMUP_STEPS);
    }

    /** Adds the values to hyper-parameters. */
    void addTo(Map<String, Object> hyperparameters) {
        hyperparameters.put("critic_steps", steps);
        hyperparameters.put("critic_batches", batches.toString());
        hyperparameters.put("critic_warmup", warmup.toString());
    }
}
