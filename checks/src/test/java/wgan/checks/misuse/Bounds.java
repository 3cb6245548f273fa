package wgan.checks.misuse;

import java.lang.reflect.Executable;
import java.util.Map;

/** The arguments that say how much work there is, where any number is valid and a huge one takes as long as it says. */
final class Bounds {
    private static final Map<String, Integer> MAX = Map.of("setThreads", 4, "measure", 2);

    private Bounds() {}

    static void apply(Executable executable, Object... arguments) {
        Integer max = MAX.get(executable.getName());
        for (int i = 0; max != null && i < arguments.length; i++) {
            if (arguments[i] instanceof Integer number && number > max) {
                arguments[i] = max;
            }
        }
    }
}
