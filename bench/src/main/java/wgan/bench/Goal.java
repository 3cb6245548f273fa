package wgan.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A goal for two cores with AVX-512, and what was measured. Nothing fails if it is missed.
 *
 * @param name what is measured
 * @param bound whether the goal is a minimum or a maximum
 * @param goal the minimum or maximum
 * @param measured the measured number; null if it was not measured
 * @param interval its confidence interval; null for a number that was measured once
 * @param verdict whether the goal is met
 */
record Goal(
        String name,
        Bound bound,
        double goal,
        @Nullable Double measured,
        @Nullable Interval interval,
        Verdict verdict) {
    /** The side of the goal that meets it. */
    enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** Whether a goal is met. */
    enum Verdict {
        MET,
        MISSED,
        /** The interval contains the goal. */
        UNDECIDED,
        NOT_MEASURED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Returns a goal with what was measured.
     *
     * @param quantity null if it was not measured
     */
    static Goal of(String name, Bound bound, double goal, @Nullable Quantity quantity) {
        if (quantity == null) {
            return new Goal(name, bound, goal, null, null, Verdict.NOT_MEASURED);
        }
        double measured = quantity.value();
        Interval interval = quantity.interval();
        Interval range = interval == null ? new Interval(measured, measured) : interval;
        return new Goal(name, bound, goal, measured, interval, verdict(bound, goal, range));
    }

    private static Verdict verdict(Bound bound, double goal, Interval range) {
        boolean lowMeets = bound == Bound.AT_LEAST ? range.low() >= goal : range.low() <= goal;
        boolean highMeets = bound == Bound.AT_LEAST ? range.high() >= goal : range.high() <= goal;
        if (lowMeets != highMeets) {
            return Verdict.UNDECIDED;
        }
        return lowMeets ? Verdict.MET : Verdict.MISSED;
    }

    /**
     * Returns all goals.
     *
     * @param iteration the results of the iteration
     * @param traced the results of the section {@code onednn}
     * @param heap the results of the section {@code heap}
     * @param shapes the results of the section {@code shapes}
     */
    static List<Goal> all(
            Map<String, Result> iteration,
            Map<String, Result> traced,
            Map<String, Result> heap,
            Map<String, Result> shapes) {
        Quantity auto = Quantity.time(iteration, IterationPeers.AUTO);
        Quantity bf16 = Quantity.time(iteration, IterationPeers.BF16);
        Quantity fp32 = Quantity.time(iteration, IterationPeers.FP32);
        return List.of(
                of(
                        "bf16: best pytorch / ours",
                        Bound.AT_LEAST,
                        1.8,
                        Quantity.ratio(Quantity.least(iteration, IterationPeers.PYTORCH_BF16), bf16)),
                of(
                        "fp32: pytorch_eager_fp32 / ours",
                        Bound.AT_LEAST,
                        1.8,
                        Quantity.ratio(Quantity.time(iteration, IterationPeers.PYTORCH_EAGER_FP32), fp32)),
                of(
                        "auto / roofline_bf16",
                        Bound.AT_MOST,
                        1.6,
                        Quantity.ratio(auto, Quantity.time(iteration, IterationPeers.ROOFLINE_BF16))),
                of(
                        "peak memory: auto / javacpp_tuned",
                        Bound.AT_MOST,
                        1.1,
                        Quantity.ratio(
                                Quantity.memory(iteration, IterationPeers.AUTO),
                                Quantity.memory(iteration, IterationPeers.JAVACPP_TUNED))),
                of("auto: ms outside oneDNN", Bound.AT_MOST, 40, OneDnn.outside(traced, IterationPeers.AUTO)),
                of("fp32: ms outside oneDNN", Bound.AT_MOST, 40, OneDnn.outside(traced, IterationPeers.FP32)),
                of("auto: iteration / oneDNN", Bound.AT_MOST, 1.25, OneDnn.ratio(traced, IterationPeers.AUTO)),
                of("fp32: iteration / oneDNN", Bound.AT_MOST, 1.25, OneDnn.ratio(traced, IterationPeers.FP32)),
                of("auto: page faults", Bound.AT_MOST, 200, Quantity.pageFaults(iteration, IterationPeers.AUTO)),
                of("fp32: page faults", Bound.AT_MOST, 200, Quantity.pageFaults(iteration, IterationPeers.FP32)),
                of(
                        "auto: growth of the Java heap, bytes",
                        Bound.AT_MOST,
                        512,
                        HeapGrowth.of(heap, IterationPeers.AUTO)),
                of(
                        "time for a multiply-add: 3x64x64 / 1x28x28",
                        Bound.AT_MOST,
                        2,
                        ShapeSection.ratioOfLargest(shapes)));
    }

    /** Returns a table of goals. */
    static String table(List<Goal> goals) {
        TextTable table = new TextTable("goal, for an iteration", "", "measured", "95 %", "");
        for (Goal goal : goals) {
            String format = goal.goal < 10 ? "%.2f" : "%.0f";
            table.add(
                    goal.name,
                    goal.bound.sign + " " + String.format(Locale.ROOT, format, goal.goal),
                    goal.measured == null ? TextTable.NONE : String.format(Locale.ROOT, format, goal.measured),
                    goal.interval == null ? TextTable.NONE : goal.interval.text(format),
                    goal.verdict.toString());
        }
        return table.toString();
    }
}
