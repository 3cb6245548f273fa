package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class ProcessorTests {
    @TempDir
    private Path directory;

    @Test
    void physicalCores_areNoMoreThanTheProcessors() {
        assertThat(Processor.physicalCores()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @CsvSource({
        "flags\t\t: fpu avx512_bf16 avx512_vpopcntdq, true",
        "flags\t\t: fpu amx_bf16 amx_tile, true",
        "Features\t: fp asimd bf16 i8mm, true",
        "flags\t\t: fpu avx512f avx512bw, false",
        "bugs\t\t: avx512_bf16, false",
        "flags\t\t: xavx512_bf16, false"
    })
    void hasBf16_followsTheFlags(String line, boolean expected) throws IOException {
        Path flags = directory.resolve("cpuinfo");
        Files.writeString(flags, "processor\t: 0\n" + line + "\npower management:\n");
        assertThat(Processor.hasBf16(flags)).isEqualTo(expected);
    }

    @Test
    void hasBf16_withoutFlags_isFalse() {
        assertThat(Processor.hasBf16(directory.resolve("missing"))).isFalse();
    }
}
