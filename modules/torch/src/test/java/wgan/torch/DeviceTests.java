package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
