package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.RandomTensors;

@ExtendWith(LiveTensors.class)
class ConversionTests {
    @OnEachDevice
    void toDtype_converts_orGivesAnAlias(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.full(2.75, DType.F32, device, 2);
            assertThat(Elements.toLongs(Conversion.to(x, DType.I32))).containsExactly(2, 2);
            assertThat(Conversion.to(x, DType.BF16).dtype()).isEqualTo(DType.BF16);
            Tensor alias = Conversion.to(x, DType.F32);
            assertThat(alias).isNotSameAs(x);
            Elementwise.fillInPlace(x, 1);
            assertThat(Elements.toFloats(alias)).containsOnly(1);
        }
    }

    @OnEachDevice
    void toDevice_copies_orGivesAnAlias(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.of(new float[] {1, 2}, 2);
            Tensor there = Conversion.to(x, device);
            assertThat(there.device()).isEqualTo(device);
            assertThat(there.dtype()).isEqualTo(DType.F32);
            Tensor back = Conversion.to(there, Device.CPU);
            assertThat(Elements.toFloats(back)).containsExactly(1, 2);
            x.close();
            assertThat(Elements.toFloats(there)).containsExactly(1, 2);
        }
    }

    @Test
    void copy_hasMemoryOfItsOwn() {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.full(3, DType.F32, Device.CPU, 1, 2, 2, 2);
            Tensor copy = Conversion.copy(x);
            Tensor channelsLast = Conversion.copy(x, MemoryFormat.CHANNELS_LAST);
            Elementwise.fillInPlace(x, 0);
            assertThat(Elements.toFloats(copy)).containsOnly(3);
            assertThat(Elements.toFloats(channelsLast)).containsOnly(3);
        }
    }

    @Test
    void memoryFormats_changeTheOrderInMemoryOnly() {
        float[] elements = {1, 2, 3, 4, 5, 6, 7, 8};
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.of(elements, 1, 2, 2, 2);
            Tensor channelsLast = Conversion.copy(x, MemoryFormat.CHANNELS_LAST);
            assertThat(channelsLast.isContiguous()).isFalse();
            assertThat(Elements.toFloats(channelsLast)).containsExactly(elements);
            Tensor back = Conversion.copy(channelsLast, MemoryFormat.CONTIGUOUS);
            assertThat(back.isContiguous()).isTrue();
            assertThat(Elements.toFloats(Conversion.contiguous(channelsLast))).containsExactly(elements);
        }
    }

    @OnEachDevice
    void channelsLast_isWhatLibtorchTakesForIt(Device device) {
        for (int channels : new int[] {1, 3}) {
            try (var scope = TensorScope.open()) {
                Tensor x = new RandomTensors(new Random(channels), DType.F32, device).normal(2, channels, 4, 5);
                Tensor moved = Conversion.channelsLast(x);

                assertThat(Elements.toFloats(moved)).isEqualTo(Elements.toFloats(x));
                Tensor byPixel = Shapes.permute(moved, 0, 2, 3, 1);
                assertThat(byPixel.shape()).containsExactly(2, 4, 5, channels);
                assertThat(byPixel.isContiguous()).isTrue();
                // Only of a image that it takes for channels last does a convolution give one.
                Tensor weight = Creation.full(1, DType.F32, device, 7, channels, 3, 3);
                Tensor y = Convolutions.forward(moved, weight, null, new Convolutions.Geometry(1, 1, false));
                assertThat(Shapes.permute(y, 0, 2, 3, 1).isContiguous()).isTrue();
            }
        }
    }

    @Test
    void channelsLast_isAnAlias_whereNothingHasToMove() {
        try (var scope = TensorScope.open()) {
            for (int channels : new int[] {1, 3}) {
                Tensor x = Conversion.channelsLast(Creation.full(1, DType.F32, Device.CPU, 2, channels, 4, 5));
                Tensor alias = Conversion.channelsLast(x);
                Elementwise.fillInPlace(x, 0);
                assertThat(Elements.toFloats(alias)).containsOnly(0);
            }
        }
    }

    @Test
    void channelsLast_ofAMatrix_isRefused() {
        try (Tensor x = Creation.zeros(DType.F32, Device.CPU, 2, 2)) {
            assertThatThrownBy(() -> Conversion.channelsLast(x)).isInstanceOf(TorchException.class);
        }
    }

    @Test
    void contiguous_isAnAlias_whereNothingHasToMove() {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.of(new float[] {1, 2, 3, 4}, 2, 2);
            Tensor alias = Conversion.contiguous(x);
            Tensor moved = Conversion.contiguous(Shapes.transpose(x, 0, 1));
            Elementwise.fillInPlace(x, 0);
            assertThat(Elements.toFloats(alias)).containsOnly(0);
            assertThat(moved.isContiguous()).isTrue();
            assertThat(Elements.toFloats(moved)).containsExactly(1, 3, 2, 4);
        }
    }

    @OnEachDevice
    void copyInPlace_crossesTypesAndDevices_andExpands(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.zeros(DType.F32, device, 2, 2);
            Conversion.copyInPlace(x, Creation.of(new long[] {5, 6}, 2));
            assertThat(Elements.toFloats(x)).containsExactly(5, 6, 5, 6);
        }
    }

    @Test
    void copyInPlace_ofAShapeThatDoesNotExpand_isRefused() {
        try (Tensor x = Creation.zeros(DType.F32, Device.CPU, 2);
                Tensor source = Creation.zeros(DType.F32, Device.CPU, 3)) {
            assertThatThrownBy(() -> Conversion.copyInPlace(x, source))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("copy_(f32 (2), f32 (3), false): ");
        }
    }

    @Test
    void copy_channelsLastOfAMatrix_isRefused() {
        try (Tensor x = Creation.zeros(DType.F32, Device.CPU, 2, 2)) {
            assertThatThrownBy(() -> Conversion.copy(x, MemoryFormat.CHANNELS_LAST))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("clone(f32 (2, 2), CHANNELS_LAST): ");
        }
    }
}
