package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class DeviceTests {
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda:0", "cuda:7"})
    void name_isParsedAndFormatted(String name) {
        assertThat(Device.parse(name)).hasToString(name);
    }

    @Test
    void cudaWithoutIndex_isTheFirstGpu() {
        assertThat(Device.parse("cuda")).isEqualTo(Device.cuda(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda:", "cuda:-1", "cuda:99999", "cpu:0", "cuda:1x"})
    void otherNames_areRefused(String name) {
        assertThatThrownBy(() -> Device.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device is '" + name + "', expected cpu, cuda or cuda:N");
    }

    /** libtorch stores an index in eight bits: 256 would silently be 0. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 128, 256, Integer.MAX_VALUE})
    void indexOutOfRange_isRefused(int index) {
        assertThatThrownBy(() -> Device.cuda(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device: index of CUDA is " + index + ", expected 0 to 127");
    }

    @Test
    void indexOfTheCpu_isZero() {
        assertThatThrownBy(() -> new Device(Device.Type.CPU, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device: index of CPU is 1, expected 0");
    }

    /** libtorch's own message has more than a thousand characters. */
    @Test
    void tensor_onADeviceThatIsMissing_isRefused() {
        Device missing = Device.cuda(LibTorch.get().gpuCount());
        Operator onDevice = Operator.of("aten::randperm(SymInt n, *, ScalarType? dtype=long, Layout? layout=None,"
                + " Device? device=None, bool? pin_memory=None) -> Tensor");
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2)) {
            assertNotAvailable(missing, () -> Tensor.empty(DType.F32, missing, 2));
            assertNotAvailable(missing, () -> Tensor.zeros(DType.F32, missing));
            assertNotAvailable(missing, () -> Tensor.full(1, DType.I64, missing, 0));
            assertNotAvailable(missing, () -> x.to(missing));
            assertNotAvailable(missing, () -> onDevice.call(3, DType.I64, null, missing));
        }
    }

    private static void assertNotAvailable(Device device, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageStartingWith("device " + device + " is not available: ");
    }

    @Test
    void codesOfOtherKinds_areRefused() {
        LibTorch.get();
        assertThat(Device.ofCodes(Device.CPU.typeCode(), -1)).isEqualTo(Device.CPU);
        assertThat(Device.ofCodes(Device.cuda(2).typeCode(), 2)).isEqualTo(Device.cuda(2));
        assertThatThrownBy(() -> Device.ofCodes(14, 0))
                .isInstanceOf(TorchException.class)
                .hasMessage("a tensor is on device type number 14, which this binding does not support");
    }
}
