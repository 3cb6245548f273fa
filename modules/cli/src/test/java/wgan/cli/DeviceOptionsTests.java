package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.torch.Device;

class DeviceOptionsTests {
    /** Without a GPU it is the first one, which is then refused. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 0", "3, 1, 0", "0, 4, 0", "3, 4, 3", "5, 4, 1"})
    void gpu_isTakenInTurn(int rank, int gpus, int index) {
        assertThat(DeviceOptions.gpu(rank, gpus)).isEqualTo(Device.cuda(index));
    }
}
