package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the hyper-parameters of the built-in objectives, in the order that files have. */
final class Hyperparameters {
    private Hyperparameters() {}

    /**
     * Returns the hyper-parameters of an objective: its name, the critic's schedule, its own values, the learning rates.
     *
     * @param own values that only this objective has
     */
    static Map<String, Object> of(Objective objective, Map<String, Object> own) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("objective", objective.name());
        objective.criticSchedule().addTo(values);
        values.putAll(own);
        values.putAll(objective.learningRates().hyperparameters());
        return values;
    }
}
