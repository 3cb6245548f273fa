package wgan.checks;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The modules of this project. */
final class Project {

    /** The folder of the root {@code pom.xml}. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The end of the name of the jar that holds what tests of several modules need. */
    static final String TEST_JAR = "-tests.jar";

    private Project() {}

    /** Returns the names of the modules, from their folders: {@code wgan.torch} for {@code modules/torch}. */
    static Set<String> moduleNames() throws IOException {
        try (var folders = Files.list(ROOT.resolve("modules"))) {
            return folders.map(folder -> "wgan." + folder.getFileName()).collect(Collectors.toSet());
        }
    }

    /** Returns the modules on the class path: jars, or folders of classes if Maven has not packaged them. */
    static List<ModuleReference> modules() {
        var ours = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.startsWith(ROOT.resolve("modules")))
                .filter(entry -> !entry.toString().endsWith(TEST_JAR))
                .toArray(Path[]::new);
        return List.copyOf(ModuleFinder.of(ours).findAll());
    }
}
