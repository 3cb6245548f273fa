package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResidentMemoryTests {
    @Test
    void peak_isInBytes() {
        assertThat(ResidentMemory.peak(List.of("Name:\tjava", "VmHWM:\t  2048 kB", "VmRSS:\t 1024 kB")))
                .isEqualTo(2048L * 1024);
    }

    @Test
    void peak_isNullIfNotStated() {
        assertThat(ResidentMemory.peak(List.of("Name:\tjava"))).isNull();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux reports it")
    void peak_ofThisProcess_isPositive() throws IOException {
        assertThat(ResidentMemory.peak()).isGreaterThan(10_000_000);
    }
}
