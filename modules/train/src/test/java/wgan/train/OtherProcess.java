package wgan.train;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Starts a test's main class in a Java process of its own, with this module's classes and tests on the class path. */
final class OtherProcess {

    private OtherProcess() {}

    /** A process that is still to be started; its standard streams are pipes. */
    static ProcessBuilder of(Class<?> main, String... arguments) throws URISyntaxException {
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                root(RunDirectory.class) + File.pathSeparator + root(main),
                main.getName());
        process.command().addAll(List.of(arguments));
        return process;
    }

    /** Where a class was really loaded from; its code source would not say, for tests are patched into the module. */
    private static Path root(Class<?> type) throws URISyntaxException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = Path.of(type.getResource("/" + name).toURI());
        Path root = file;
        for (int i = 0; i < Path.of(name).getNameCount(); i++) {
            root = root.getParent();
        }
        return root;
    }
}
