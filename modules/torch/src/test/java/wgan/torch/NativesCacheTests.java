package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class NativesCacheTests {
    @TempDir
    private Path directory;

    private Path temporary;
    private String unusable;

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
        // A file, in which even root cannot create a directory.
        unusable = Files.createFile(directory.resolve("unusable")).toString();
    }

    @Test
    void choose_returnsTheProperty() throws IOException {
        assertThat(NativesCache.choose("named", directory.toString(), Map.of(), temporary))
                .isEqualTo(Path.of("named"));
    }

    @Test
    void choose_returnsJavaCppsDirectoryInTheHome() throws IOException {
        assertThat(NativesCache.choose(null, directory.toString(), Map.of("XDG_CACHE_HOME", "/gone"), temporary))
                .isEqualTo(directory.resolve(".javacpp/cache"))
                .isDirectory();
    }

    @Test
    void choose_withoutAHome_returnsTheCacheDirectory() throws IOException {
        Path cache = directory.resolve("cache");
        for (String home : new String[] {"?", "", unusable}) {
            assertThat(NativesCache.choose(null, home, Map.of("XDG_CACHE_HOME", cache.toString()), temporary))
                    .as("for the home '%s'", home)
                    .isEqualTo(cache.resolve("wgan/natives"))
                    .isDirectory();
        }
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void choose_withNeither_returnsAPrivateDirectory() throws IOException {
        for (String cache : new String[] {"", "relative", unusable}) {
            Path chosen = NativesCache.choose(null, "?", Map.of("XDG_CACHE_HOME", cache), temporary);
            assertThat(chosen.getParent()).isEqualTo(temporary);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chosen)))
                    .isEqualTo("rwx------");
            assertThat(NativesCache.choose(null, "?", Map.of(), temporary))
                    .as("the next time")
                    .isEqualTo(chosen);
        }
        assertThat(entries(temporary)).hasSize(1);
        assertThat(Path.of("relative")).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void choose_refusesADirectoryThatOthersCanWrite() throws IOException {
        Path first = NativesCache.choose(null, "?", Map.of(), temporary);
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(NativesCache.choose(null, "?", Map.of(), temporary)).isNotEqualTo(first);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its links need a privilege")
    void choose_doesNotFollowALinkThatAnotherUserPrepared() throws IOException {
        Path first = NativesCache.choose(null, "?", Map.of(), temporary);
        Files.delete(first);
        Files.createSymbolicLink(first, Files.createDirectory(directory.resolve("trap")));
        assertThat(NativesCache.choose(null, "?", Map.of(), temporary))
                .isNotEqualTo(first)
                .isDirectory();
    }

    private static Stream<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList().stream();
        }
    }
}
