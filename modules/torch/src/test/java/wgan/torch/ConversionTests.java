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
    void toDtype_converts_orReturnsAnAlias(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.full(2.75, DType.F32, device, 2);
            assertThat(x.to(DType.I32).toLongArray()).containsExactly(2, 2);
            assertThat(x.to(DType.BF16).dtype()).isEqualTo(DType.BF16);
            Tensor alias = x.to(DType.F32);
            assertThat(alias).isNotSameAs(x);
            x.fill_(1);
            assertThat(alias.toFloatArray()).containsOnly(1);
        }
    }

    @OnEachDevice
    void toDevice_copies_orReturnsAnAlias(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2);
            Tensor there = x.to(device);
            assertThat(there.device()).isEqualTo(device);
            assertThat(there.dtype()).isEqualTo(DType.F32);
            Tensor back = there.to(Device.CPU);
            assertThat(back.toFloatArray()).containsExactly(1, 2);
            x.close();
            assertThat(there.toFloatArray()).containsExactly(1, 2);
        }
    }

    @Test
    void clone_hasItsOwnMemory() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.full(3, DType.F32, Device.CPU, 1, 2, 2, 2);
            Tensor copy = x.clone();
            Tensor channelsLast = x.clone(MemoryFormat.CHANNELS_LAST);
            x.fill_(0);
            assertThat(copy.toFloatArray()).containsOnly(3);
            assertThat(channelsLast.toFloatArray()).containsOnly(3);
        }
    }

    @Test
    void isContiguous_isTrueOfTheFormatInMemory() {
        try (var scope = TensorScope.open()) {
            Tensor rows = Tensor.zeros(DType.F32, Device.CPU, 2, 3, 4, 5);
            Tensor pixels = rows.clone(MemoryFormat.CHANNELS_LAST);
            assertThat(rows.isContiguous(MemoryFormat.CONTIGUOUS)).isTrue();
            assertThat(rows.isContiguous(MemoryFormat.CHANNELS_LAST)).isFalse();
            assertThat(pixels.isContiguous(MemoryFormat.CONTIGUOUS)).isFalse();
            assertThat(pixels.isContiguous(MemoryFormat.CHANNELS_LAST)).isTrue();
            assertThat(pixels.narrow(2, 0, 2).isContiguous(MemoryFormat.CHANNELS_LAST))
                    .isFalse();
            assertThat(rows.view(2, 60).isContiguous(MemoryFormat.CHANNELS_LAST))
                    .as("no images")
                    .isFalse();
        }
    }

    @Test
    void memoryFormats_changeTheOrderInMemoryOnly() {
        float[] elements = {1, 2, 3, 4, 5, 6, 7, 8};
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(elements, 1, 2, 2, 2);
            Tensor channelsLast = x.clone(MemoryFormat.CHANNELS_LAST);
            assertThat(channelsLast.isContiguous()).isFalse();
            assertThat(channelsLast.toFloatArray()).containsExactly(elements);
            Tensor back = channelsLast.clone(MemoryFormat.CONTIGUOUS);
            assertThat(back.isContiguous()).isTrue();
            assertThat(channelsLast.contiguous().toFloatArray()).containsExactly(elements);
        }
    }

    @OnEachDevice
    void channelsLast_isRecognizedByLibtorch(Device device) {
        for (int channels : new int[] {1, 3}) {
            try (var scope = TensorScope.open()) {
                Tensor x = new RandomTensors(new Random(channels), DType.F32, device).normal(2, channels, 4, 5);
                Tensor moved = x.contiguous(MemoryFormat.CHANNELS_LAST);

                assertThat(moved.toFloatArray()).isEqualTo(x.toFloatArray());
                Tensor byPixel = moved.permute(0, 2, 3, 1);
                assertThat(byPixel.shape()).containsExactly(2, 4, 5, channels);
                assertThat(byPixel.isContiguous()).isTrue();
                // A convolution returns channels-last only for an input that it recognizes as channels-last.
                Tensor weight = Tensor.full(1, DType.F32, device, 7, channels, 3, 3);
                Tensor y = Convolutions.convolution(moved, weight, null, new Convolutions.Geometry(1, 1, false));
                assertThat(y.permute(0, 2, 3, 1).isContiguous()).isTrue();
            }
        }
    }

    @Test
    void channelsLast_isAnAlias_ifTheFormatIsEqual() {
        try (var scope = TensorScope.open()) {
            for (int channels : new int[] {1, 3}) {
                Tensor x =
                        Tensor.full(1, DType.F32, Device.CPU, 2, channels, 4, 5).contiguous(MemoryFormat.CHANNELS_LAST);
                Tensor alias = x.contiguous(MemoryFormat.CHANNELS_LAST);
                x.fill_(0);
                assertThat(alias.toFloatArray()).containsOnly(0);
            }
        }
    }

    @Test
    void channelsLast_ofAMatrix_isRefused() {
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2, 2)) {
            assertThatThrownBy(() -> x.contiguous(MemoryFormat.CHANNELS_LAST)).isInstanceOf(TorchException.class);
        }
    }

    @Test
    void contiguous_isAnAlias_ifTheFormatIsEqual() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            Tensor alias = x.contiguous();
            Tensor moved = x.transpose(0, 1).contiguous();
            x.fill_(0);
            assertThat(alias.toFloatArray()).containsOnly(0);
            assertThat(moved.isContiguous()).isTrue();
            assertThat(moved.toFloatArray()).containsExactly(1, 3, 2, 4);
        }
    }

    @OnEachDevice
    void copyInPlace_convertsBetweenTypesAndDevices_andBroadcasts(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, device, 2, 2);
            x.copy_(Tensor.of(new long[] {5, 6}, 2));
            assertThat(x.toFloatArray()).containsExactly(5, 6, 5, 6);
        }
    }

    @Test
    void copyInPlace_ofAShapeThatDoesNotBroadcast_isRefused() {
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2);
                Tensor source = Tensor.zeros(DType.F32, Device.CPU, 3)) {
            assertThatThrownBy(() -> x.copy_(source))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("copy_(f32 (2), f32 (3), false): ");
        }
    }

    @Test
    void copy_channelsLastOfAMatrix_isRefused() {
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2, 2)) {
            assertThatThrownBy(() -> x.clone(MemoryFormat.CHANNELS_LAST))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("clone(f32 (2, 2), CHANNELS_LAST): ");
        }
    }
}
