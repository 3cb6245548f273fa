package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class MountTests {
    @TempDir
    private Path directory;

    private Path real;

    @BeforeEach
    void resolveLinks() throws IOException {
        real = directory.toRealPath();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in such a table")
    void of_isTheDeepestMountAboveTheFile() throws IOException {
        Path file = file("data", "library.so");
        Path mounts = mounts(
                line("/", "rw,relatime"),
                line(real + "/data", "rw,nosuid,noexec,relatime"),
                line(real + "/dat", "rw"),
                line(real.toString(), "rw,relatime"));
        assertThat(Mount.of(file, mounts)).contains(new Mount(real.resolve("data"), true));
        assertThat(Mount.of(file("other", "library.so"), mounts)).contains(new Mount(real, false));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in such a table")
    void of_isTheLastMountOnADirectory() throws IOException {
        Path file = file("data", "library.so");
        Path mounts = mounts(line(real + "/data", "rw,noexec"), line(real + "/data", "rw"));
        assertThat(Mount.of(file, mounts)).contains(new Mount(real.resolve("data"), false));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in such a table")
    void of_readsEscapedMountPoints() throws IOException {
        Path file = file("my data", "library.so");
        assertThat(Mount.of(file, mounts(line(real + "/my\\040data", "noexec"))))
                .contains(new Mount(real.resolve("my data"), true));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its links need a privilege")
    void of_followsLinks() throws IOException {
        Path file = file("data", "library.so");
        Path link = Files.createSymbolicLink(directory.resolve("link.so"), file);
        assertThat(Mount.of(link, mounts(line("/", "rw"), line(real + "/data", "noexec"))))
                .contains(new Mount(real.resolve("data"), true));
    }

    @Test
    void of_whereTheSystemListsNoMounts_isEmpty() throws IOException {
        assertThat(Mount.of(file("data", "library.so"), directory.resolve("gone")))
                .isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it reads /proc/self/mountinfo")
    void of_findsTheMountOfAFile() throws IOException {
        assertThat(Mount.of(file("data", "library.so"))).isPresent();
    }

    private Path file(String folder, String name) throws IOException {
        Path file = directory.resolve(folder).resolve(name);
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private Path mounts(String... lines) throws IOException {
        return Files.writeString(directory.resolve("mountinfo"), String.join("\n", lines) + "\n");
    }

    private static String line(String point, String options) {
        return "36 35 98:0 / " + point + " " + options + " master:1 - ext4 /dev/root rw,errors=continue";
    }
}
