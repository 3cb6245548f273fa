package wgan.torch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The files of a module path, whether the modules in them are resolved or not.
 *
 * <p>Java's own {@link java.lang.module.ModuleFinder} lists the packages of every automatic module first, which takes a tenth of a
 * second.
 */
final class ModulePath {
    private static final String JAR = ".jar";

    private ModulePath() {}

    /**
     * Returns the jars and directories that may be modules: the entries of the path, and what is in those that are directories.
     *
     * @param path as the system property {@code jdk.module.path} has it
     */
    static List<Path> roots(String path) {
        List<Path> entries = Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
        List<Path> roots = new ArrayList<>(entries);
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                try (Stream<Path> children = Files.list(entry)) {
                    children.forEach(roots::add);
                } catch (IOException e) {
                    throw new TorchException("cannot list " + entry + ": " + e.getMessage(), e);
                }
            }
        }
        return roots;
    }

    /**
     * Returns the place of a file in a jar or a directory, or of a folder if the name ends with {@code /}; empty if it is not there.
     *
     * @throws TorchException if the jar cannot be read
     */
    static Optional<URL> find(String resource, Path root) {
        try {
            if (Files.isDirectory(root)) {
                Path file = root.resolve(resource);
                boolean exists = resource.endsWith("/") ? Files.isDirectory(file) : Files.isRegularFile(file);
                return exists ? Optional.of(file.toUri().toURL()) : Optional.empty();
            }
            if (!root.toString().endsWith(JAR) || !Files.isRegularFile(root)) {
                return Optional.empty();
            }
            try (ZipFile jar = new ZipFile(root.toFile())) {
                return jar.getEntry(resource) == null
                        ? Optional.empty()
                        : Optional.of(URI.create("jar:" + root.toUri() + "!/" + resource)
                                .toURL());
            }
        } catch (IOException e) {
            throw new TorchException("cannot read " + root + ": " + e.getMessage(), e);
        }
    }
}
