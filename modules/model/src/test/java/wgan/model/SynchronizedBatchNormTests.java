package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.torch.TensorScope;

/** With one process, batch normalization over processes is the usual one. Tests of training have several processes. */
class SynchronizedBatchNormTests extends BatchNormTests {
    @Override
    Layer layer() {
        Layer layer = super.layer();
        layer.synchronize(sums -> {});
        return layer;
    }

    /** Other processes may have more elements. */
    @Override
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void forward_withOneElementPerChannel_isRefused(int batches) {
        try (var scope = TensorScope.open();
                Network network = network(layer())) {
            network.forward(random.normal(batches, 3), batches);
            assertThat(network.state().get("layer.running_var").allFinite()).isTrue();
        }
    }
}
