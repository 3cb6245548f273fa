package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTests {
    @Test
    void all_comparesTheSamePrecision_andUsesTheFastestPytorchAndTheMinimumOfARoofline() {
        assertThat(Ratio.all(Results.iteration()))
                .extracting(Ratio::name, Ratio::value)
                .containsExactly(
                        tuple("best: pytorch / ours", 2.5),
                        tuple("bf16: best pytorch / ours", 2.5),
                        tuple("bf16: pytorch_autocast / ours", 2.5),
                        tuple("fp32: best pytorch / ours", 2.5),
                        tuple("fp32: pytorch_eager_fp32 / ours", 2.5),
                        tuple("fp32: javacpp_tuned / ours", 4.0),
                        tuple("bf16: ours / roofline", 2.0),
                        tuple("fp32: ours / roofline", null),
                        tuple("fp32 / auto, both ours", 2.0),
                        tuple("auto_ema / auto, both ours", 1.1));
    }

    @Test
    void all_hasNullForAMissingPeer() {
        Map<String, Result> results = Results.iteration();
        results.put(IterationPeers.BF16, Result.missing("it broke"));
        assertThat(Ratio.all(results))
                .extracting(Ratio::value)
                .containsExactly(2.5, null, null, 2.5, 2.5, 4.0, null, null, 2.0, 1.1);
    }

    @Test
    void interval_resamplesRounds() {
        Ratio ratio = Ratio.all(Results.iteration()).get(3);
        // In each round PyTorch takes 2.5 times as long: resampled rounds have the same ratio, whatever their times
        // are.
        assertThat(ratio.interval()).isEqualTo(new Interval(2.5, 2.5));
    }

    @Test
    void table_hasValuesAndIntervals() {
        assertThat(Ratio.table(Ratio.all(Results.iteration())))
                .startsWith("ratio                            value         95 %\n")
                .contains("\nfp32: best pytorch / ours         2.50  2.50 … 2.50\n")
                .contains("\nfp32: ours / roofline                –            –\n");
    }
}
