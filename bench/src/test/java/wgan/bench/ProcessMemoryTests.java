package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTests {
    @Test
    void peak_isInBytes() {
        assertThat(ProcessMemory.peak(List.of("Name:\tjava", "VmHWM:\t  2048 kB", "VmRSS:\t 1024 kB")))
                .isEqualTo(2048L * 1024);
    }

    @Test
    void peak_isNullIfNotStated() {
        assertThat(ProcessMemory.peak(List.of("Name:\tjava"))).isNull();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux reports it")
    void peak_ofThisProcess_isPositive() throws IOException {
        assertThat(ProcessMemory.peak()).isGreaterThan(10_000_000);
    }

    @Test
    void minorFaults_areReadAfterTheNameOfTheProgram() {
        assertThat(ProcessMemory.minorFaults("7 (a) b c) S 1 7 7 0 -1 4194304 97 5 2 0"))
                .isEqualTo(97);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux reports it")
    void minorFaults_ofThisProcess_arePositive() {
        assertThat(ProcessMemory.minorFaults()).isPositive();
    }
}
