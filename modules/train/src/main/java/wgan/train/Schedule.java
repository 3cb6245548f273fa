package wgan.train;

import wgan.train.Rules.CriticBatches;

/**
 * Whose turn it is: how often the critic is updated on each batch, and when the generator; and when the losses of both
 * are told.
 *
 * <p>It is a function of the rules and of where the run stands. At the end of an epoch the generator has its turn in any case.
 */
final class Schedule {
    private final Rules rules;

    private long generatorUpdates;
    private int criticUpdatesInTurn; // since the generator's last
    private boolean isMeasuringDue;
    private long generatorUpdatesInEpoch;
    private long criticUpdatesInEpoch;

    /**
     * What is done with a batch.
     *
     * @param criticUpdates how often the critic is updated
     * @param generatorFollows whether the generator is updated after that
     * @param measured whether the losses of both are told
     */
    record Turn(int criticUpdates, boolean generatorFollows, boolean measured) {}

    /** That of a run that has not begun. */
    Schedule(Rules rules) {
        this.rules = rules;
    }

    /** That of a run that stands there. */
    static Schedule at(Rules rules, Progress at) {
        Schedule schedule = new Schedule(rules);
        for (long done = 0; done < at.iteration(); done++) {
            int epoch = (int) (done / at.steps());
            int step = (int) (done % at.steps());
            schedule.next(new Progress(epoch, at.epochs(), step, at.steps()));
        }
        if (at.step() == 0) {
            schedule.beginEpoch();
        }
        return schedule;
    }

    private void beginEpoch() {
        generatorUpdatesInEpoch = 0;
        criticUpdatesInEpoch = 0;
    }

    /**
     * What is done in the next step.
     *
     * @param at where the run stands before it
     */
    Turn next(Progress at) {
        if (at.step() == 0) {
            beginEpoch();
        }
        int due = rules.criticStepsAfter(generatorUpdates);
        int updates = rules.criticBatches() == CriticBatches.SAME ? due : 1;
        criticUpdatesInTurn += updates;
        criticUpdatesInEpoch += updates;
        boolean follows = criticUpdatesInTurn >= due || at.step() + 1 == at.steps();
        if (follows) {
            criticUpdatesInTurn = 0;
            generatorUpdates++;
            generatorUpdatesInEpoch++;
        }
        isMeasuringDue |= at.nextStep().isMeasuringPoint();
        boolean measured = isMeasuringDue && follows;
        isMeasuringDue &= !follows;
        return new Turn(updates, follows, measured);
    }

    /** Updates of the critic in the current epoch. */
    long criticUpdatesInEpoch() {
        return criticUpdatesInEpoch;
    }

    /** Updates of the generator in the current epoch. */
    long generatorUpdatesInEpoch() {
        return generatorUpdatesInEpoch;
    }
}
