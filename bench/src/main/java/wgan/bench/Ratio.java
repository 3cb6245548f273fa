package wgan.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ratio of two measurements of the iteration in the same run.
 *
 * @param name the dividend and the divisor
 * @param value the quotient; null if one of the two is missing
 * @param interval its confidence interval; null for less than two rounds
 */
record Ratio(String name, @Nullable Double value, @Nullable Interval interval) {
    private static final String FORMAT = "%.2f";

    private Ratio(String name, @Nullable Quantity quantity) {
        this(name, quantity == null ? null : (Double) quantity.value(), quantity == null ? null : quantity.interval());
    }

    /** Returns the ratios, which compare the same precision: the best of ours, f32 and bf16; then the bounds. */
    static List<Ratio> all(Map<String, Result> iteration) {
        Quantity bestOurs = Quantity.least(iteration, IterationPeers.OURS);
        Quantity bf16 = Quantity.time(iteration, IterationPeers.BF16);
        Quantity fp32 = Quantity.time(iteration, IterationPeers.FP32);
        return List.of(
                new Ratio(
                        "best: pytorch / ours",
                        Quantity.ratio(Quantity.least(iteration, IterationPeers.PYTORCH), bestOurs)),
                new Ratio(
                        "bf16: best pytorch / ours",
                        Quantity.ratio(Quantity.least(iteration, IterationPeers.PYTORCH_BF16), bf16)),
                ratio("bf16: pytorch_autocast / ours", iteration, IterationPeers.PYTORCH_AUTOCAST, bf16),
                new Ratio(
                        "fp32: best pytorch / ours",
                        Quantity.ratio(Quantity.least(iteration, IterationPeers.PYTORCH_FP32), fp32)),
                ratio("fp32: pytorch_eager_fp32 / ours", iteration, IterationPeers.PYTORCH_EAGER_FP32, fp32),
                ratio("fp32: javacpp_tuned / ours", iteration, IterationPeers.JAVACPP_TUNED, fp32),
                new Ratio(
                        "bf16: ours / roofline",
                        Quantity.ratio(bf16, Quantity.time(iteration, IterationPeers.ROOFLINE_BF16))),
                new Ratio(
                        "fp32: ours / roofline",
                        Quantity.ratio(fp32, Quantity.time(iteration, IterationPeers.ROOFLINE_FP32))),
                new Ratio(
                        "fp32 / auto, both ours", Quantity.ratio(fp32, Quantity.time(iteration, IterationPeers.AUTO))),
                ratio(
                        "auto_ema / auto, both ours",
                        iteration,
                        IterationPeers.AUTO_EMA,
                        Quantity.time(iteration, IterationPeers.AUTO)));
    }

    private static Ratio ratio(
            String name, Map<String, Result> iteration, String dividend, @Nullable Quantity divisor) {
        return new Ratio(name, Quantity.ratio(Quantity.time(iteration, dividend), divisor));
    }

    /** Returns a table of ratios. */
    static String table(List<Ratio> ratios) {
        TextTable table = new TextTable("ratio", "value", "95 %");
        for (Ratio ratio : ratios) {
            table.add(
                    ratio.name,
                    ratio.value == null ? TextTable.NONE : String.format(Locale.ROOT, FORMAT, ratio.value),
                    ratio.interval == null ? TextTable.NONE : ratio.interval.text(FORMAT));
        }
        return table.toString();
    }
}
