package wgan.checks.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation on a file, by its name in the working directory of a scenario; the names of temporary files, event files, temporary folders
 * and numbered images are those without the part that differs.
 *
 * @param operation as {@code faults.c} names it
 * @param pattern of the paths, for fnmatch
 */
record Place(String operation, String pattern) {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** What differs, and the pattern of all of them. */
    private static final Map<Pattern, String> VARIABLE = Map.of(
            Pattern.compile(UUID + "\\.part$"), "*.part",
            Pattern.compile("events\\.out\\.tfevents\\.\\d+\\..*"), "events.out.tfevents.*",
            Pattern.compile("wgan-npm-\\d+"), "wgan-npm-*",
            Pattern.compile("step-\\d{6}"), "step-*",
            Pattern.compile("epoch-\\d{3}"), "epoch-*",
            Pattern.compile("(?<=images/\\.?)\\d{5}(?=\\.png)"), "*");

    /** Returns the place of a line of the library's log. */
    static Place of(String line) {
        int space = line.indexOf(' ');
        String path = escaped(line.substring(space + 1));
        for (Map.Entry<Pattern, String> variable : VARIABLE.entrySet()) {
            path = variable.getKey().matcher(path).replaceFirst(Matcher.quoteReplacement(variable.getValue()));
        }
        return new Place(line.substring(0, space), path);
    }

    private static String escaped(String path) {
        return path.replaceAll("[\\\\*?\\[]", "\\\\$0");
    }

    /** Returns the places of a log in the order of their first calls, and the number of calls of each. */
    static Map<Place, Integer> count(List<String> log) {
        Map<Place, Integer> counts = new LinkedHashMap<>();
        log.forEach(line -> counts.merge(of(line), 1, Integer::sum));
        return counts;
    }

    /** Returns the file that a user sees: that of a temporary file is the one that it replaces. */
    String file() {
        return pattern.replaceFirst("(^|/)\\.([^/]+)-\\*\\.part$", "$1$2");
    }

    @Override
    public String toString() {
        return operation + " " + file();
    }
}
