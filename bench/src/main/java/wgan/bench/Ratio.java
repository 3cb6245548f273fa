package wgan.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ratio of two measurements of the iteration in the same run, and its goal on two cores with AVX-512 and AMX.
 *
 * @param name the dividend and the divisor
 * @param value the quotient; null if one of the two is missing
 * @param goal the minimum or maximum that is aimed at
 * @param bound whether the goal is a minimum or a maximum
 */
record Ratio(String name, @Nullable Double value, double goal, Bound bound) {
    /** The side of the goal that meets it. */
    enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** Returns all ratios that have a goal. */
    static List<Ratio> all(Map<String, Result> iteration) {
        Double bestPytorch = IterationPeers.PYTORCH.stream()
                .map(name -> IterationPeers.time(iteration, name))
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
        Double auto = IterationPeers.time(iteration, IterationPeers.AUTO);
        Double fp32 = IterationPeers.time(iteration, IterationPeers.FP32);
        Double eager = IterationPeers.time(iteration, IterationPeers.PYTORCH_EAGER_FP32);
        Double tuned = IterationPeers.time(iteration, IterationPeers.JAVACPP_TUNED);
        Double roofline = IterationPeers.time(iteration, IterationPeers.ROOFLINE_BF16);
        return List.of(
                new Ratio("pytorch_eager_fp32 / auto", of(eager, auto), 5, Bound.AT_LEAST),
                new Ratio("best pytorch / auto", of(bestPytorch, auto), 2.5, Bound.AT_LEAST),
                new Ratio("javacpp_tuned / auto", of(tuned, auto), 7.5, Bound.AT_LEAST),
                new Ratio("pytorch_eager_fp32 / fp32", of(eager, fp32), 1.3, Bound.AT_LEAST),
                new Ratio("javacpp_tuned / fp32", of(tuned, fp32), 2, Bound.AT_LEAST),
                new Ratio("auto / roofline_bf16", of(auto, roofline), 3, Bound.AT_MOST),
                new Ratio(
                        "peak memory: auto / javacpp_tuned",
                        of(memory(iteration, IterationPeers.AUTO), memory(iteration, IterationPeers.JAVACPP_TUNED)),
                        1.2,
                        Bound.AT_MOST));
    }

    private static @Nullable Double memory(Map<String, Result> iteration, String name) {
        Result result = iteration.get(name);
        return result == null || result.peakResidentBytes() == null
                ? null
                : result.peakResidentBytes().doubleValue();
    }

    /** Returns the quotient; null if one of the numbers is null. */
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
