package wgan.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured in one run.
 *
 * @param machine where
 * @param tuning the variables that {@code javacpp_tuned} had
 * @param sections in the order of measuring; the iteration may be missing
 */
record Report(Machine machine, Map<String, String> tuning, List<Section> sections) {
    /** The key of the section whose peers are those of the {@link Lineup}. */
    static final String ITERATION = "iteration";

    /** The peers in {@code iteration_ms}, which are there in any case. */
    private static final List<String> PROMISED = List.of(
            Lineup.AUTO,
            Lineup.FP32,
            Lineup.JAVACPP_TUNED,
            Lineup.JAVACPP_UNTUNED,
            Lineup.PYTORCH_EAGER_FP32,
            Lineup.PYTORCH_AUTOCAST,
            Lineup.PYTORCH_COMPILE,
            Lineup.ROOFLINE_BF16);

    private Map<String, Result> iteration() {
        return sections.stream()
                .filter(section -> section.key().equals(ITERATION))
                .map(Section::results)
                .findFirst()
                .orElse(Map.of());
    }

    /** Whether one of these peers was asked and is missing. */
    boolean misses(List<String> names) {
        Map<String, Result> iteration = iteration();
        return names.stream()
                .anyMatch(name ->
                        iteration.containsKey(name) && iteration.get(name).missing() != null);
    }

    /** For people: a table for each section, and the ratios that have goals. */
    String text() {
        StringBuilder text = new StringBuilder(machine + "\n");
        iteration().forEach((name, result) -> {
            if (result.engine() != null) {
                text.append(name).append(": ").append(result.engine()).append('\n');
            }
        });
        if (!tuning.isEmpty()) {
            text.append("javacpp_tuned has ").append(tuning).append('\n');
        }
        sections.forEach(section -> text.append('\n').append(section.table()));
        if (!iteration().isEmpty()) {
            text.append('\n');
            Ratio.all(iteration()).forEach(ratio -> text.append(ratio).append('\n'));
        }
        return text.toString();
    }

    /** For programs: one JSON object. */
    String json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, @Nullable Double> figures = new LinkedHashMap<>();
        PROMISED.forEach(name -> figures.put(name, Lineup.figure(iteration(), name)));
        json.put("iteration_ms", figures);
        json.put("machine", machine);
        json.put("javacpp_tuning", tuning);
        json.put("ratios", Ratio.all(iteration()));
        sections.forEach(section -> json.put(section.key(), section.results()));
        return Protocol.JSON.writeValueAsString(json);
    }
}
