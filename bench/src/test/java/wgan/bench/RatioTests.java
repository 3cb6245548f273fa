package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTests {
    @Test
    void all_dividesMedians_andUsesTheFastestPytorchAndTheMinimumOfARoofline() {
        assertThat(Ratio.all(Results.iteration()))
                .extracting(Ratio::value)
                .containsExactly(5.0, 2.5, 8.0, 2.5, 4.0, 2.0, 1.2);
    }

    @Test
    void all_hasNullForAMissingPeer() {
        Map<String, Result> results = Results.iteration();
        results.put(IterationPeers.AUTO, Result.missing("it broke"));
        assertThat(Ratio.all(results)).extracting(Ratio::value).containsExactly(null, null, null, 2.5, 4.0, null, null);
        assertThat(Ratio.all(results).getFirst())
                .hasToString("pytorch_eager_fp32 / auto               –   (goal ≥ 5.0)");
    }
}
