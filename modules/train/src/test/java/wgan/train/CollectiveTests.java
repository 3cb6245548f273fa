package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.torch.Tensor;

@ExtendWith(LiveTensors.class)
class CollectiveTests {

    @Test
    void singleProcess_keepsItsValues() {
        assertThat(Collective.SINGLE.rank()).isZero();
        assertThat(Collective.SINGLE.size()).isEqualTo(1);
        float[] values = {1, 2, 3};
        try (Tensor tensor = Tensor.of(values, 3)) {
            Collective.SINGLE.allReduce(tensor);
            Collective.SINGLE.broadcast(tensor);
            assertThat(tensor.toFloatArray()).isEqualTo(values);
        }
    }
}
