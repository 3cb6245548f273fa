package wgan.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fabricated results. */
final class Results {
    static final long MIB = 1024 * 1024;

    private Results() {}

    /** Returns results of the iteration; one peer is missing, and some were not requested. */
    static Map<String, Result> iteration() {
        Map<String, Result> results = new LinkedHashMap<>();
        results.put(IterationPeers.AUTO, of(110, 100, 120, 600));
        results.put(IterationPeers.AUTO_EMA, of(121, 110, 132, 600));
        results.put(IterationPeers.FP32, of(220, 200, 240, 700));
        results.put(IterationPeers.BF16, of(110, 100, 120, 600));
        results.put(IterationPeers.JAVACPP_TUNED, of(880, 800, 900, 500));
        results.put(IterationPeers.PYTORCH_EAGER_FP32, of(550, 500, 600, 400));
        results.put(IterationPeers.PYTORCH_AUTOCAST, of(275, 250, 300, 400));
        results.put(IterationPeers.PYTORCH_COMPILE, Result.missing("there is no compiler"));
        results.put(IterationPeers.ROOFLINE_BF16, of(60, 55, 70, 100));
        return results;
    }

    /** Returns a result of three rounds with one value each: the minimum, the median and the maximum. */
    static Result of(double median, double min, double max, long mib) {
        return new Result(
                null,
                "some engine",
                new Summary(median, min, max, 3),
                List.of(List.of(min), List.of(median), List.of(max)),
                2048.0,
                List.of(90.0, 100.0, 300.0),
                mib * MIB);
    }
}
