package wgan.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How several things are said in one sentence. */
final class Sentences {
    private Sentences() {}

    /** {@code A}, {@code A and B}, {@code A, B and C}. */
    static String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    /** What is said of each subject, as a list. */
    static String list(List<LabeledRun> subjects, Function<LabeledRun, String> said) {
        return list(subjects.stream().map(said).collect(Collectors.toList()));
    }

    /** The one form for one subject, and the other for several. */
    static String agree(List<LabeledRun> subjects, String one, String several) {
        return subjects.size() == 1 ? one : several;
    }
}
