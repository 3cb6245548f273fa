package wgan.train;

import java.util.Map;

/**
 * The learning rates of both networks in the course of a run. Implementations are immutable; the rates are pure functions of
 * the progress.
 */
public interface LearningRateSchedule {
    /** Returns the critic's learning rate for the step that follows. */
    double critic(Progress at);

    /** Returns the generator's learning rate for the step that follows. */
    double generator(Progress at);

    /** Returns the values that determine the rates, by name and in a fixed order; see {@link Objective#hyperparameters()}. */
    Map<String, Object> hyperparameters();
}
