package wgan.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run of the benchmark measured.
 *
 * @param machine the machine
 * @param tuning the environment variables of {@code javacpp_tuned}
 * @param sections in the order of measurement; the iteration may be missing
 */
record Report(Machine machine, Map<String, String> tuning, List<Section> sections) {
    /** The key of the section whose peers are those of the {@link IterationPeers}. */
    static final String ITERATION = "iteration";

    /** The keys of {@code iteration_ms}, which are always present. */
    private static final List<String> ALWAYS_REPORTED = List.of(
            IterationPeers.AUTO,
            IterationPeers.FP32,
            IterationPeers.JAVACPP_TUNED,
            IterationPeers.JAVACPP_UNTUNED,
            IterationPeers.PYTORCH_EAGER_FP32,
            IterationPeers.PYTORCH_TUNED_FP32,
            IterationPeers.PYTORCH_COMPILE_FP32,
            IterationPeers.PYTORCH_AUTOCAST,
            IterationPeers.PYTORCH_TUNED_BF16,
            IterationPeers.PYTORCH_COMPILE,
            IterationPeers.ROOFLINE_BF16);

    private Map<String, Result> iteration() {
        return results(ITERATION);
    }

    private Map<String, Result> results(String key) {
        return sections.stream()
                .filter(section -> section.key().equals(key))
                .map(Section::results)
                .findFirst()
                .orElse(Map.of());
    }

    /** Returns whether one of these peers was requested and is missing. */
    boolean misses(List<String> names) {
        Map<String, Result> iteration = iteration();
        return names.stream()
                .anyMatch(name ->
                        iteration.containsKey(name) && iteration.get(name).missing() != null);
    }

    private List<Goal> goals() {
        return Goal.all(iteration(), results(OneDnn.KEY), results(SectionMeasurements.HEAP), results(ShapeSection.KEY));
    }

    /** Returns the report as text: a table for each section, one of the ratios and one of the goals. */
    String text() {
        StringBuilder text = new StringBuilder(machine + "\n");
        iteration().forEach((name, result) -> {
            if (result.engine() != null) {
                text.append(name).append(": ").append(result.engine()).append('\n');
            }
        });
        if (!tuning.isEmpty()) {
            text.append("javacpp_tuned uses ").append(tuning).append('\n');
        }
        sections.forEach(section -> text.append('\n').append(section.table()));
        if (!iteration().isEmpty()) {
            text.append('\n').append(Ratio.table(Ratio.all(iteration())));
        }
        List<Goal> goals = goals();
        if (goals.stream().anyMatch(goal -> goal.measured() != null)) {
            text.append('\n').append(Goal.table(goals));
        }
        return text.toString();
    }

    /** Returns the report as one JSON object. */
    String json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, @Nullable Double> times = new LinkedHashMap<>();
        ALWAYS_REPORTED.forEach(name -> times.put(name, time(name)));
        json.put("iteration_ms", times);
        json.put("machine", machine);
        json.put("javacpp_tuning", tuning);
        json.put("ratios", Ratio.all(iteration()));
        json.put("goals", goals());
        sections.forEach(section -> json.put(section.key(), section.results()));
        return Protocol.JSON.writeValueAsString(json);
    }

    private @Nullable Double time(String name) {
        Quantity time = Quantity.time(iteration(), name);
        return time == null ? null : (Double) time.value();
    }
}
