package wgan.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The local folders in which pip looks for wheels. */
final class WheelFolders {
    /** An environment variable that names such folders for the benchmark alone. */
    static final String VARIABLE = "WGAN_WHEELS";

    private static final String FILE_SCHEME = "file://";

    private WheelFolders() {}

    /**
     * Returns the folders that have a wheel.
     *
     * @param variables the environment; {@value #VARIABLE} comes first
     * @param configuration the lines of {@code pip config list}, such as {@code global.find-links='/wheels'}
     * @param prefix how the name of the wheel's file begins
     */
    static List<Path> find(Map<String, String> variables, List<String> configuration, String prefix) {
        List<String> names = new ArrayList<>();
        names.add(variables.getOrDefault(VARIABLE, ""));
        for (String line : configuration) {
            String[] entry = line.split("=", 2);
            if (entry.length == 2 && entry[0].endsWith("find-links")) {
                names.add(entry[1].replace("\\n", " ").replaceAll("['\"]", ""));
            }
        }
        Set<Path> folders = new LinkedHashSet<>();
        for (String name : String.join(" ", names).split("\\s+", -1)) {
            String path = name.startsWith(FILE_SCHEME) ? name.substring(FILE_SCHEME.length()) : name;
            if (!path.isEmpty() && has(path, prefix)) {
                folders.add(Path.of(path));
            }
        }
        return List.copyOf(folders);
    }

    private static boolean has(String folder, String prefix) {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(Path.of(folder), prefix + "*.whl")) {
            return wheels.iterator().hasNext();
        } catch (IOException | InvalidPathException e) {
            return false; // an address, or a folder that does not exist
        }
    }
}
