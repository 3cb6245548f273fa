package wgan.nccl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Collective;

/** Tests a real library of NCCL: the one that is found, such as by {@code -Dwgan.nccl=DIR}. */
@ExtendWith(LiveTensors.class)
class NcclLibraryTests {
    private Nccl nccl;

    @BeforeEach
    void find() {
        Optional<Nccl> found = Nccl.find();
        assumeTrue(found.isPresent(), "no NCCL; name its directory with -Dwgan.nccl");
        nccl = found.orElseThrow();
    }

    @Test
    void library_statesItsVersion() {
        assertThat(nccl.version()).matches("2\\.\\d+\\.\\d+");
        assertThat(nccl).hasToString("NCCL " + nccl.version() + " (" + nccl.library() + ")");
    }

    @Test
    void connect_refusesTheCpu() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nccl.connect(Collective.SINGLE, Device.CPU))
                .withMessage("connect: device is cpu, expected a GPU");
    }

    @Test
    void connect_withoutGpu_isRefusedInOneLine() {
        assumeTrue(LibTorch.get().gpuCount() == 0, "there is a GPU");
        assertThatThrownBy(() -> nccl.connect(Collective.SINGLE, Device.cuda(0)))
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageStartingWith("device cuda:0 is not available: ");
    }

    /** The arguments of the call and the text of its failure, as far as a machine without a GPU can tell. */
    @Test
    void errorOfTheLibrary_isAnExceptionWithItsText() {
        assumeTrue(LibTorch.get().gpuCount() == 0, "there is a GPU");
        assertThatThrownBy(() -> Nccl.connect(Collective.SINGLE, Device.CPU, call -> call.accept(0)))
                .isInstanceOf(NcclException.class)
                .hasMessageStartingWith("ncclCommInitRankScalable: unhandled cuda error")
                .hasMessageNotContaining("\n");
    }

    @Test
    void gpu_isConnectedWithItself() {
        assumeTrue(LibTorch.get().gpuCount() > 0, "there is no GPU");
        Device gpu = Device.cuda(0);
        NcclCommunicator gpus = nccl.connect(Collective.SINGLE, gpu);
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = Tensor.full(1.5, DType.F32, gpu, 100_001);
            gpus.allReduce(tensor);
            gpus.broadcast(tensor);
            assertThat(tensor.toFloatArray()).containsOnly(1.5f);
        }
        gpus.disconnect();
    }
}
