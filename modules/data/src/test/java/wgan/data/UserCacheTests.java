package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths and permissions are POSIX's")
final class UserCacheTests {

    private static final Map<String, String> NOTHING_SET = Map.of();

    private final RecordingListener listener = new RecordingListener();

    @TempDir
    private Path scratch;

    private Path home;
    private Path temporary;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(scratch.resolve("home"));
        temporary = Files.createDirectory(scratch.resolve("tmp"));
    }

    @Test
    void xdgCacheHome_isUsedIfItIsAbsolute() {
        assertThat(locate(Map.of("XDG_CACHE_HOME", "/var/c"), home.toString())).isEqualTo(Path.of("/var/c/wgan"));
        assertThat(locate(Map.of("XDG_CACHE_HOME", "/var/c"), "?")).isEqualTo(Path.of("/var/c/wgan"));
        for (String ignored : new String[] {"", "relative", "./relative", "?"}) {
            assertThat(locate(Map.of("XDG_CACHE_HOME", ignored), home.toString()))
                    .isEqualTo(home.resolve(".cache/wgan"));
        }
    }

    @Test
    void home_isUsedWithoutANoteAndNothingIsCreated() {
        UserCache cache = UserCache.locate(NOTHING_SET, home.toString(), temporary);
        cache.noteOnce(listener);
        assertThat(cache.folder()).isEqualTo(home.resolve(".cache/wgan"));
        assertThat(listener.notes).isEmpty();
        assertThat(home).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"?", "", "relative", "/nonexistent/home"})
    void missingHome_isReplacedByAPrivateTemporaryFolder(String missing) throws IOException {
        assertIsPrivate(locate(NOTHING_SET, missing));
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    void homeWithAFileInPlaceOfAFolder_isReplacedByAPrivateTemporaryFolder() throws IOException {
        Path file = Files.createFile(home.resolve(".cache"));
        assertIsPrivate(locate(NOTHING_SET, home.toString()));
        Files.delete(file);
        Files.createDirectory(home.resolve(".cache"));
        Files.createFile(home.resolve(".cache/wgan"));
        assertIsPrivate(locate(NOTHING_SET, home.toString()));
    }

    @Test
    void protectedHome_isReplacedByAPrivateTemporaryFolder() throws IOException {
        assertThat(home.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(home), "the superuser may write anywhere");
        assertIsPrivate(locate(NOTHING_SET, home.toString()));
    }

    /** It may have all files already; if not, the message of a fetch names it. */
    @Test
    void cacheInAProtectedHome_isUsed() throws IOException {
        Path cache = Files.createDirectories(home.resolve(".cache/wgan"));
        assertThat(cache.toFile().setWritable(false)).isTrue();
        assertThat(cache.getParent().toFile().setWritable(false)).isTrue();
        assertThat(locate(NOTHING_SET, home.toString())).isEqualTo(cache);
    }

    @Test
    void temporaryFolder_isTheSameInEveryProcess() {
        Path first = locate(NOTHING_SET, "?");
        assertThat(locate(NOTHING_SET, "?")).isEqualTo(first);
        assertThat(temporary)
                .isDirectoryContaining(first::equals)
                .isDirectoryNotContaining(path -> !path.equals(first));
    }

    @Test
    void temporaryFolderThatOthersCanRead_isNotUsed() throws IOException {
        Path open = locate(NOTHING_SET, "?");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path other = locate(NOTHING_SET, "?");
        assertThat(other).isNotEqualTo(open);
        assertIsPrivate(other);
    }

    /** A link that someone else put there could lead anywhere. */
    @Test
    void temporaryFolderThatIsALink_isNotUsed() throws IOException {
        Path real = locate(NOTHING_SET, "?");
        Path elsewhere = Files.move(real, scratch.resolve("elsewhere"));
        Files.createSymbolicLink(real, elsewhere);
        Path other = locate(NOTHING_SET, "?");
        assertThat(other).isNotEqualTo(real);
        assertIsPrivate(other);
    }

    @Test
    void missingTemporaryFolder_leavesAPathThatCannotBeWritten() {
        UserCache cache = UserCache.locate(NOTHING_SET, "?", scratch.resolve("none"));
        assertThat(cache.folder().getParent()).isEqualTo(scratch.resolve("none"));
        assertThat(cache.folder()).doesNotExist();
    }

    @Test
    void note_isMadeOnce() {
        UserCache cache = UserCache.locate(NOTHING_SET, "?", temporary);
        cache.noteOnce(TransferListener.NONE);
        cache.noteOnce(listener);
        cache.noteOnce(listener);
        assertThat(listener.notes)
                .containsExactly("the home folder '?' cannot be written: the cache is " + cache.folder()
                        + "; set XDG_CACHE_HOME to use another");
    }

    private Path locate(Map<String, String> environment, String userHome) {
        return UserCache.locate(environment, userHome, temporary).folder();
    }

    private void assertIsPrivate(Path folder) throws IOException {
        assertThat(folder).hasParent(temporary).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
