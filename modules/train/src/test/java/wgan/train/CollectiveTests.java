package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.torch.DType;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

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

    @Test
    void singleProcess_refusesWhatSeveralRefuse() {
        Collective single = Collective.SINGLE;
        try (var scope = TensorScope.open()) {
            Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertThatThrownBy(() -> single.allReduce(matrix.t()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("allReduce: ")
                    .hasMessageEndingWith(" is not contiguous; copy it by contiguous()");
            assertThatThrownBy(() -> single.broadcast(matrix.t()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("broadcast: ");
            for (DType type : List.of(DType.BOOL, DType.U8)) {
                Tensor other = matrix.to(type);
                single.broadcast(other);
                assertThatThrownBy(() -> single.allReduce(other))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageEndingWith(" has no sum, expected a floating-point type, i32 or i64");
            }
        }
    }

    @Test
    void sumInRankOrder_addsFromTheFirst() {
        float large = 1 << 24; // large + 1 is large in f32
        try (var scope = TensorScope.open()) {
            Tensor rows = Tensor.of(new float[] {large, 1, 1, 1, -large, large}, 3, 2);
            assertThat(Collective.sumInRankOrder(rows).toFloatArray()).containsExactly(0, large + 2);
        }
    }

    @Test
    void sumInRankOrder_addsShortTypesInF32() {
        try (var scope = TensorScope.open()) {
            Tensor rows = Tensor.of(new float[] {256, 1, 1}, 3, 1); // 256 + 1 is 256 in bf16
            Tensor sum = Collective.sumInRankOrder(rows.to(DType.BF16));
            assertThat(sum.dtype()).isEqualTo(DType.F32);
            assertThat(sum.toFloatArray()).containsExactly(258);
        }
    }
}
