package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.torch.ffi.LibTorchC;

@ExtendWith(LiveTensors.class)
class ThreadPoolsTests {
    private int before;

    @BeforeEach
    void remember() {
        before = LibTorch.get().threads();
    }

    @AfterEach
    void restore() {
        LibTorch.get().setThreads(before);
        NativeThread.current();
    }

    @Test
    void setThreads_appliesToEveryThread() {
        LibTorch.get().setThreads(3);
        assertThat(threadsOfLibtorch()).isEqualTo(3);
        OtherThread.run(() -> assertThat(threadsOfLibtorch()).isEqualTo(3));
        OtherThread.run(() -> {
            LibTorch.get().setThreads(1);
            assertThat(threadsOfLibtorch()).isEqualTo(1);
        });
        assertThat(threadsOfLibtorch()).isEqualTo(1);
    }

    /**
     * libtorch keeps its settings by operating-system thread, and a virtual thread may continue on another one: here the
     * settings are changed by other code, as on a carrier thread that has never called libtorch.
     */
    @Test
    void settings_holdOnAVirtualThread_whereverItContinues() {
        LibTorch.get().setThreads(3);
        OtherThread.runVirtual(() -> {
            assertThat(threadsOfLibtorch()).isEqualTo(3);
            LibTorchC.aoti_torch_grad_mode_set_enabled(true);
            ThreadPools.resize(1);
            assertThat(threadsOfLibtorch()).isEqualTo(3);
            assertThat(LibTorchC.aoti_torch_grad_mode_is_enabled()).isFalse();

            LibTorchC.aoti_torch_grad_mode_set_enabled(true);
            Tensor.ones(DType.F32, Device.CPU, 2).close();
            assertThat(LibTorchC.aoti_torch_grad_mode_is_enabled()).isFalse();
        });
    }

    private static int threadsOfLibtorch() {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.torch_get_num_threads(thread.out()), "get_num_threads");
        return thread.outInt();
    }
}
