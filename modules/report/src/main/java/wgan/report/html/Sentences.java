package wgan.report.html;

import java.util.List;
import java.util.function.Function;
import wgan.report.analysis.LabeledRun;

/** Lists and agreement in sentences about several runs. */
final class Sentences {
    private Sentences() {}

    /** Returns {@code A}, {@code A and B}, {@code A, B and C}. */
    static String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    /** Returns the texts of the runs, as a list. */
    static String list(List<LabeledRun> runs, Function<LabeledRun, String> text) {
        return list(runs.stream().map(text).toList());
    }

    /** Returns a count with its noun. */
    static String count(int count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }

    /** Returns the singular for one run, and the plural for several. */
    static String agree(List<LabeledRun> runs, String singular, String plural) {
        return runs.size() == 1 ? singular : plural;
    }
}
