package wgan.checks.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a run is trained with.
 *
 * @param objective as the command line names it
 * @param precision as the command line names it
 * @param launcher the program that starts the processes, and its arguments; empty for one process
 */
record Combination(String objective, String precision, List<String> launcher) {
    private static final List<String> OBJECTIVES = List.of("gan", "dcgan", "wgan", "wgan-gp");
    private static final List<String> PRECISIONS = List.of("fp32", "bf16");

    /** Returns all combinations of one process. */
    static List<Combination> all() {
        return OBJECTIVES.stream()
                .flatMap(objective ->
                        PRECISIONS.stream().map(precision -> new Combination(objective, precision, List.of())))
                .toList();
    }

    /** Returns one combination for each objective, with both precisions. */
    static List<Combination> some() {
        return Stream.of(0, 3, 4, 7).map(i -> all().get(i)).toList();
    }

    /** Returns this combination with a launcher. */
    Combination by(List<String> program) {
        return new Combination(objective, precision, program);
    }

    @Override
    public String toString() {
        return objective + " " + precision + (launcher.isEmpty() ? "" : " by " + launcher.getFirst());
    }
}
