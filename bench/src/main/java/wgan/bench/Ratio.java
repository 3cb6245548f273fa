package wgan.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one figure of the iteration stands to another in the same run, beside what was aimed at on two cores with AVX-512 and
 * AMX.
 *
 * @param name what is divided by what
 * @param value how often the second goes into the first; null if one of them is missing
 * @param goal the least or greatest value aimed at
 * @param bound whether the goal is the least or the greatest
 */
record Ratio(String name, @Nullable Double value, double goal, Bound bound) {
    /** Which side of a goal is the good one. */
    enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** All that have a goal. */
    static List<Ratio> all(Map<String, Result> iteration) {
        Double bestPytorch = Lineup.PYTORCH.stream()
                .map(name -> Lineup.figure(iteration, name))
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
        Double auto = Lineup.figure(iteration, Lineup.AUTO);
        Double fp32 = Lineup.figure(iteration, Lineup.FP32);
        Double eager = Lineup.figure(iteration, Lineup.PYTORCH_EAGER_FP32);
        Double tuned = Lineup.figure(iteration, Lineup.JAVACPP_TUNED);
        Double roofline = Lineup.figure(iteration, Lineup.ROOFLINE_BF16);
        return List.of(
                new Ratio("pytorch_eager_fp32 / auto", of(eager, auto), 5, Bound.AT_LEAST),
                new Ratio("best pytorch / auto", of(bestPytorch, auto), 2.5, Bound.AT_LEAST),
                new Ratio("javacpp_tuned / auto", of(tuned, auto), 7.5, Bound.AT_LEAST),
                new Ratio("pytorch_eager_fp32 / fp32", of(eager, fp32), 1.3, Bound.AT_LEAST),
                new Ratio("javacpp_tuned / fp32", of(tuned, fp32), 2, Bound.AT_LEAST),
                new Ratio("auto / roofline_bf16", of(auto, roofline), 3, Bound.AT_MOST),
                new Ratio(
                        "peak memory: auto / javacpp_tuned",
                        of(memory(iteration, Lineup.AUTO), memory(iteration, Lineup.JAVACPP_TUNED)),
                        1.2,
                        Bound.AT_MOST));
    }

    private static @Nullable Double memory(Map<String, Result> iteration, String name) {
        Result result = iteration.get(name);
        return result == null || result.peakResidentBytes() == null
                ? null
                : result.peakResidentBytes().doubleValue();
    }

    /** The quotient; null if either is. */
    static @Nullable Double of(@Nullable Double dividend, @Nullable Double divisor) {
        return dividend == null || divisor == null ? null : (Double) (dividend / divisor);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-34s %6s   (goal %s %.1f)",
                name,
                value == null ? "–" : String.format(Locale.ROOT, "%.2f", value),
                bound.sign,
                goal);
    }
}
