package wgan.train;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Starts a main class of the tests in another Java process, with the paths of this one on its class path. */
final class OtherProcess {

    private OtherProcess() {}

    /** Returns the builder of a process whose standard streams are pipes. */
    static ProcessBuilder of(Class<?> main, String... arguments) throws URISyntaxException {
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, allPaths(main)),
                main.getName());
        process.command().addAll(List.of(arguments));
        return process;
    }

    /** Returns the builder of a process that calls libtorch, with options for the JVM; see {@link #of}. */
    static ProcessBuilder training(List<String> options, Class<?> main, String... arguments) throws URISyntaxException {
        var process = of(main, arguments);
        process.command().addAll(1, options);
        process.command().add(1, "--enable-native-access=ALL-UNNAMED");
        return process;
    }

    private static List<String> allPaths(Class<?> main) throws URISyntaxException {
        return List.of(
                root(main).toString(),
                System.getProperty("jdk.module.path", ""), // set if these tests run as part of the module
                System.getProperty("java.class.path"));
    }

    /**
     * Returns the location that a class was loaded from. Its code source is another, because tests are patched into the
     * module.
     */
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
