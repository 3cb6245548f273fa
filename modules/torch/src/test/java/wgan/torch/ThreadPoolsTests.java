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
    void setThreads_reachesEveryThread() {
        LibTorch.get().setThreads(3);
        assertThat(threadsOfLibtorch()).isEqualTo(3);
        OtherThread.run(() -> assertThat(threadsOfLibtorch()).isEqualTo(3));
        OtherThread.run(() -> {
            LibTorch.get().setThreads(1);
            assertThat(threadsOfLibtorch()).isEqualTo(1);
        });
        assertThat(threadsOfLibtorch()).isEqualTo(1);
    }

    private static int threadsOfLibtorch() {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.torch_get_num_threads(thread.out()), "get_num_threads");
        return thread.outInt();
    }
}
