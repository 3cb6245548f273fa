package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.torch.NativeHeap.Option;

@ExtendWith(LiveTensors.class)
class NativeHeapTests {
    private static final long MEBIBYTE = 1 << 20;
    private static final int PAGE = 4096;
    private static final int ROUNDS = 20;
    private static final int TENSORS = 6;
    private static final long SIZE = 24 * MEBIBYTE;
    /** The field of /proc/self/stat with the page faults, counted from the end of the name of the process. */
    private static final int MINOR_FAULTS = 7;

    @Test
    @EnabledOnOs(OS.LINUX)
    void freedMemory_isUsedAgainWithoutPageFaults() throws IOException {
        allocate();
        long before = pageFaults();
        for (int i = 0; i < ROUNDS; i++) {
            allocate();
        }
        long pages = ROUNDS * TENSORS * SIZE / PAGE;
        assertThat(pageFaults() - before)
                .as("of %d pages that were written", pages)
                .isLessThan(pages / 10);
    }

    @Test
    void options_ofTheUser_areKept() {
        for (Option option : Option.values()) {
            String tunable = "glibc.malloc." + option.name().toLowerCase(Locale.ROOT) + "=1";
            assertThat(option.isSetIn(Map.of())).isFalse();
            assertThat(option.isSetIn(Map.of("GLIBC_TUNABLES", "glibc.malloc.arena_max=1")))
                    .isFalse();
            assertThat(option.isSetIn(Map.of("GLIBC_TUNABLES", "glibc.malloc.arena_max=1:" + tunable)))
                    .isTrue();
            assertThat(option.isSetIn(Map.of("MALLOC_" + option + "_", "1"))).isTrue();
        }
    }

    /** Allocates, writes and frees more than a heap of a thread can hold. */
    private static void allocate() {
        try (var scope = TensorScope.open()) {
            for (int i = 0; i < TENSORS; i++) {
                Tensor.full(1, DType.U8, Device.CPU, SIZE);
            }
        }
    }

    private static long pageFaults() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[MINOR_FAULTS]);
    }
}
