package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTests {
    @TempDir
    private Path directory;

    @Test
    void program_printsTheTimeOfEachStep() throws IOException {
        Path image = directory.resolve("digits.png");
        var printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            StartUpProgram.main(new String[] {
                Instant.now().toString(), WorkloadTests.model(directory).toString(), image.toString()
            });
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(Long::parseLong))
                .as("JVM, libtorch, model, sampling")
                .hasSize(4)
                .allMatch(nanos -> nanos >= 0);
        assertThat(image).isNotEmptyFile();
    }

    @Test
    void measure_namesTheProcessThatFails() throws IOException {
        StartUp nothing = new StartUp(
                directory.resolve("wgan"),
                Files.createDirectory(directory.resolve("modules")),
                directory,
                PageCache.ofMachine());
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> nothing.measure(directory.resolve("model"), directory.resolve("out.png"), 1))
                .withMessageMatching("exit code 1 of .*java .*StartUpProgram .*out.png: .*wgan.cli not found");
    }
}
