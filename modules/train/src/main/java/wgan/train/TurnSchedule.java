package wgan.train;

import wgan.train.CriticSchedule.CriticBatches;

/**
 * The updates of each step: how often the critic is updated, whether the generator is, and whether the losses of the step are
 * measured.
 *
 * <p>It is a function of the {@link CriticSchedule} and of the steps done. The generator is always updated at the end of an epoch.
 */
final class TurnSchedule {
    private final CriticSchedule critic;
    private State state;

    /**
     * The state that determines the next turn; a checkpoint contains it.
     *
     * @param generatorUpdates updates of the generator since the run began
     * @param criticUpdates updates of the critic since the last one of the generator
     * @param isMeasurementDue whether the next step that updates the generator is measured
     */
    record State(long generatorUpdates, int criticUpdates, boolean isMeasurementDue) {
        static final State INITIAL = new State(0, 0, false);
    }

    /**
     * The updates of a step.
     *
     * @param criticUpdates how often the critic is updated
     * @param updatesGenerator whether the generator is updated after that
     * @param isMeasured whether the losses of the step are measured
     */
    record Turn(int criticUpdates, boolean updatesGenerator, boolean isMeasured) {}

    TurnSchedule(CriticSchedule critic, State state) {
        this.critic = critic;
        this.state = state;
    }

    /** Returns the state that determines the next turn. */
    State state() {
        return state;
    }

    /**
     * Returns the updates of the next step.
     *
     * @param at the progress before it
     */
    Turn next(Progress at) {
        int due = critic.stepsAfter(state.generatorUpdates());
        int updates = critic.batches() == CriticBatches.SAME ? due : 1;
        int sinceGenerator = state.criticUpdates() + updates;
        boolean updatesGenerator = sinceGenerator >= due || at.step() + 1 == at.steps();
        boolean isMeasurementDue = state.isMeasurementDue() || at.nextStep().isMeasuringPoint();
        boolean isMeasured = isMeasurementDue && updatesGenerator;
        state = updatesGenerator
                ? new State(state.generatorUpdates() + 1, 0, false)
                : new State(state.generatorUpdates(), sinceGenerator, isMeasurementDue);
        return new Turn(updates, updatesGenerator, isMeasured);
    }
}
