package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTests {
    @Test
    void cores_countEachPhysicalCoreOnce() {
        List<String> info = new ArrayList<>();
        for (int processor = 0; processor < 8; processor++) {
            info.addAll(List.of(
                    "processor\t: " + processor,
                    "model name\t: Some Processor @ 2.0GHz",
                    "physical id\t: " + processor / 4,
                    "core id\t\t: " + processor / 2 % 2,
                    "flags\t\t: fpu avx2 sse avx512f avx512_bf16",
                    ""));
        }
        Machine machine = Machine.of(info, 8);
        assertThat(machine.cores()).isEqualTo(4);
        assertThat(machine.processor()).isEqualTo("Some Processor @ 2.0GHz");
        assertThat(machine.flags()).containsExactly("avx2", "avx512f", "avx512_bf16");
        assertThat(machine.toString()).startsWith("Some Processor @ 2.0GHz, 4 core(s), avx2 avx512f avx512_bf16; ");
    }

    @Test
    void cores_areAtMostTheAvailableProcessors() {
        assertThat(Machine.of(List.of("core id : 0", "core id : 1", "core id : 2"), 2)
                        .cores())
                .isEqualTo(2);
    }

    @Test
    void of_withoutCpuInfo_usesSystemProperties() {
        Machine machine = Machine.of(List.of(), 3);
        assertThat(machine.cores()).isEqualTo(3);
        assertThat(machine.processor()).isEqualTo(System.getProperty("os.arch"));
        assertThat(machine.flags()).isEmpty();
    }

    @Test
    void here_hasAtLeastOneCore() throws IOException {
        assertThat(Machine.here().cores()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }
}
