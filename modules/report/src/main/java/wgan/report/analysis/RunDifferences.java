package wgan.report.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import wgan.train.RunConfiguration;

/**
 * The settings that several runs share, and those in which they differ.
 *
 * @param runs at least one
 */
public record RunDifferences(List<LabeledRun> runs) {
    /** The objective is in the name of a run. */
    private static final String OBJECTIVE = "objective";

    /** Returns the settings that have one value in all runs, by their keys. */
    public Map<String, String> shared() {
        Map<String, String> shared = new LinkedHashMap<>();
        for (String key : keys()) {
            if (isShared(key)) {
                runs.getFirst().run().setting(key).ifPresent(value -> shared.put(key, value));
            }
        }
        return shared;
    }

    /** Returns the keys of the settings that have different values, or that some runs do not have. */
    public List<String> differing() {
        return keys().stream().filter(key -> !isShared(key)).toList();
    }

    /** Returns the keys of settings that differ although every objective has them, so that the objectives alone are not compared. */
    public List<String> confounding() {
        return RunConfiguration.COMMON_KEYS.stream()
                .filter(key -> !isShared(key))
                .filter(key -> !key.equals(RunGroup.SEED) || RunGroup.of(runs).size() == runs.size())
                .toList();
    }

    /** Returns whether a different number of epochs is done, by runs that ask for the same number. */
    public boolean isDoneDifferently() {
        return agree(run -> run.run().configuration().epochs())
                && !agree(run -> run.run().epochs());
    }

    private List<String> keys() {
        return runs.stream()
                .flatMap(run -> run.run().configuration().values().keySet().stream())
                .filter(key -> !key.equals(OBJECTIVE))
                .distinct()
                .toList();
    }

    private boolean isShared(String key) {
        return agree(run -> run.run().setting(key));
    }

    private boolean agree(Function<LabeledRun, Object> value) {
        return runs.stream().map(value).distinct().count() == 1;
    }
}
