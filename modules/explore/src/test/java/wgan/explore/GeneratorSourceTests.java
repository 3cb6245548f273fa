package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.torch.Device;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.LibTorch;

/** A file that changes while it is explored. */
class GeneratorSourceTests {
    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();

    /** On Windows, also a file that another program has open may be unreadable for a moment. */
    @Test
    void unreadableFile_isLoadedAsSoonAsItCanBeRead() throws IOException {
        Path file = SmallGenerator.write(folder.resolve("generator.safetensors"), 1);
        try (GeneratorSource source = GeneratorSource.File.open(file, Device.CPU, log::add)) {
            SmallGenerator.write(file, 2);
            assumeTrue(file.toFile().setReadable(false), "this system does not protect files");
            assumeFalse(Files.isReadable(file), "the superuser may read any file");
            source.refresh();
            source.refresh();
            assertThat(source.version()).isEqualTo(1);
            assertThat(log).containsExactly(file + "; the last generator is used until the file can be read");

            assertThat(file.toFile().setReadable(true)).isTrue();
            source.refresh();
            assertThat(source.version()).isEqualTo(2);

            SmallGenerator.write(file, 3);
            assertThat(file.toFile().setReadable(false)).isTrue();
            source.refresh();
            assertThat(log).hasSize(2);
        }
    }

    @Test
    void deviceThatIsMissing_isRefused_evenBeforeThereIsAFile() {
        Device missing = Device.cuda(LibTorch.get().gpuCount());
        assertThatThrownBy(() -> GeneratorSource.File.open(folder.resolve("none"), missing, log::add))
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageStartingWith("device " + missing + " is not available: ");
    }

    @Test
    void damagedFile_isTriedOnce() throws IOException {
        Path file = SmallGenerator.write(folder.resolve("generator.safetensors"), 1);
        try (GeneratorSource source = GeneratorSource.File.open(file, Device.CPU, log::add)) {
            Files.writeString(file, "no generator");
            source.refresh();
            source.refresh();
            assertThat(source.version()).isEqualTo(1);
            assertThat(log)
                    .singleElement()
                    .asString()
                    .startsWith(file + ": ")
                    .endsWith("; the last generator is used until the file changes");
        }
    }
}
