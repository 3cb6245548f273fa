package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class DTypeTests {
    @ParameterizedTest
    @EnumSource
    void type_isFoundByItsCode(DType dtype) {
        LibTorch.get();
        assertThat(DType.ofCode(dtype.code())).isEqualTo(dtype);
    }

    @Test
    void codeOfAnotherType_isRefused() {
        LibTorch.get();
        assertThatThrownBy(() -> DType.ofCode(9))
                .isInstanceOf(TorchException.class)
                .hasMessage("a tensor has dtype number 9, which this binding does not support");
    }

    @Test
    void isFloatingPoint_isTrueForFloatingPointTypes() {
        assertThat(DType.values())
                .filteredOn(DType::isFloatingPoint)
                .containsExactly(DType.F16, DType.BF16, DType.F32, DType.F64);
    }
}
