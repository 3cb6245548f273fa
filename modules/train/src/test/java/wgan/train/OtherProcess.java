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

    /** As {@link #of}, with all that training needs on the class path, libtorch included, and options for the JVM. */
    static ProcessBuilder training(List<String> options, Class<?> main, String... arguments) throws URISyntaxException {
        var process = of(main, arguments);
        List<String> command = process.command();
        command.set(command.indexOf("-cp") + 1, String.join(File.pathSeparator, allPaths(main)));
        command.addAll(1, options);
        command.add(1, "--enable-native-access=ALL-UNNAMED");
        return process;
    }

    private static List<String> allPaths(Class<?> main) throws URISyntaxException {
        return List.of(
                root(main).toString(),
                System.getProperty("jdk.module.path", ""), // where these tests run as part of the module
                System.getProperty("java.class.path"));
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
