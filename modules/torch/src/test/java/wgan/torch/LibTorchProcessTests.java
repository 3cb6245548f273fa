package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import wgan.outside.SmallProgram;
import wgan.testing.LiveTensors;
import wgan.testing.PythonTorch;

/** A process loads only one libtorch, and only once, so each test starts a process. */
@ExtendWith(LiveTensors.class)
class LibTorchProcessTests {
    private static final String MULTIPLIED =
            "matmul(f32 (2, 2), f32 (3, 3)): mat1 and mat2 shapes cannot be multiplied (2x2 and 3x3)";
    private static final String TORCH_CUDA = System.mapLibraryName("torch_cuda");

    private static final Platform PLATFORM = Platform.current();

    private static final int ELF_CLASS = 4;

    @TempDir
    private Path directory;

    @Test
    void jarsOnTheClassPath_areFound() throws Exception {
        Outcome outcome = run(Map.of(), natives());
        assertWorks(outcome, "jar org.bytedeco:pytorch");
    }

    @Test
    void jarsOnTheModulePath_areFoundThoughNoModuleRequiresThem() throws Exception {
        assertWorks(runWithModules(natives(), Map.of(), List.of()), "jar org.bytedeco:pytorch");
    }

    @Test
    void noLibtorch_namesEveryPlaceSearched() throws Exception {
        assertRefused(
                run(Map.of(), List.of()),
                "no libtorch: neither system property wgan.libtorch nor environment variable LIBTORCH nor"
                        + " LIBTORCH_USE_PYTORCH=1 is set, and no jar org.bytedeco:pytorch with classifier "
                        + PLATFORM + " is on the module or class path; set one, or add the jar");
    }

    @Test
    void nativeAccessThatJavaRefuses_namesTheOptionForTheModule() throws Exception {
        List<String> command = java(refusingNativeAccess());
        command.addAll(List.of("--module-path", join(List.of(home(LibTorch.class), home(Loader.class)))));
        command.addAll(List.of(
                "--add-modules", "wgan.torch", "--class-path", testClasses().toString()));
        assertRefused(
                start(command, Map.of()),
                "libtorch: Java refuses native calls of module wgan.torch; start it with --enable-native-access=wgan.torch");
    }

    @Test
    void nativeAccessThatJavaRefuses_namesTheOptionForTheClassPath() throws Exception {
        List<String> command = java(refusingNativeAccess());
        command.addAll(List.of("--class-path", join(List.of(home(LibTorch.class), home(Loader.class), testClasses()))));
        assertRefused(
                start(command, Map.of()),
                "libtorch: Java refuses native calls of the class path; start it with --enable-native-access=ALL-UNNAMED");
    }

    /** Before Java 24, access that is given to one module is refused to the others; since then a second option is required. */
    private static List<String> refusingNativeAccess() {
        List<String> options = new ArrayList<>(List.of("--enable-native-access=java.base"));
        if (Runtime.version().feature() >= 24) {
            options.add("--illegal-native-access=deny");
        }
        return options;
    }

    @Test
    void variable_thatNamesNothing_isRefused() throws Exception {
        Path gone = directory.resolve("gone");
        assertRefused(
                run(Map.of("LIBTORCH", gone.toString()), natives()),
                "environment variable LIBTORCH names " + gone + ", but there is nothing; expected a directory with"
                        + " libtorch 2.10 or later: its lib directory, or the one that holds lib");
    }

    @Test
    void variable_thatNamesATextFile_isRefused() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.txt"), "text");
        assertRefused(
                run(Map.of("LIBTORCH", text.toString()), natives()),
                "environment variable LIBTORCH names " + text + ", but that is a file; expected a directory with"
                        + " libtorch 2.10 or later: its lib directory, or the one that holds lib");
    }

    @Test
    void library_thatIsText_isRefused() throws Exception {
        Path core = Files.writeString(directory.resolve(Installation.coreLibrary()), "This is not a library.\n");
        assertRefused(
                run(Map.of("LIBTORCH", directory.toString()), natives()),
                "environment variable LIBTORCH: " + core + " cannot be loaded: it is not a library; expected libtorch"
                        + " 2.10 or later for " + PLATFORM);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it edits the header of an ELF file")
    void library_ofAnotherArchitecture_isRefusedWithTheMessageOfTheSystem() throws Exception {
        Path core = copyFromJdk("jimage");
        byte[] library = Files.readAllBytes(core);
        library[ELF_CLASS] = 1; // 32 bits
        Files.write(core, library);
        Outcome outcome = run(Map.of("LIBTORCH", directory.toString()), List.of());
        assertThat(outcome.lines.get(0))
                .startsWith("environment variable LIBTORCH: " + core + " cannot be loaded: ")
                .contains("wrong ELF class: ELFCLASS32")
                .containsOnlyOnce(core.toString())
                .endsWith("; expected libtorch 2.10 or later for " + PLATFORM);
        assertThat(outcome.lines).hasSize(2).containsOnly(outcome.lines.get(0));
        assertThat(outcome.exitCode).isEqualTo(4);
    }

    /** Uses another library as an old libtorch: both lack the function that is checked first. */
    @Test
    void library_withoutTheDispatcher_isTooOld() throws Exception {
        copyFromJdk("jimage");
        assertRefused(
                run(Map.of("LIBTORCH", directory.toString()), natives()),
                "environment variable LIBTORCH: the libtorch in " + directory
                        + " is older than 2.10 (it has no torch_call_dispatcher); use a newer one");
    }

    @Test
    void cudaPart_thatCannotBeLoaded_leavesTheCpuUsable() throws Exception {
        List<Path> links = new ArrayList<>();
        for (Path library : InstallationFinder.find(null, Map.of(), Path.of("no java"), PLATFORM)
                .libraries()) {
            if (!library.endsWith(TORCH_CUDA)) {
                links.add(Files.createSymbolicLink(directory.resolve(library.getFileName()), library));
            }
        }
        Files.writeString(directory.resolve(TORCH_CUDA), "This is not a library.\n");
        Outcome outcome = run(Map.of("LIBTORCH", directory.toString()), List.of());
        for (Path link : links) {
            Files.delete(link); // JUnit does, too, but it logs a warning for each
        }
        assertWorks(outcome, "environment variable LIBTORCH");
        assertThat(outcome.lines.get(2)).isEqualTo("the CUDA part of libtorch cannot be loaded: it is not a library");
    }

    /** The CPU build stands in for the CUDA build, and a text for a library of NVIDIA. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the CUDA build of the jars is for Linux")
    void jarsOfNvidia_areSearchedForTheLibrariesOfTheCudaBuild() throws Exception {
        Path build = directory.resolve("classes/org/bytedeco/pytorch/" + PLATFORM + "-gpu");
        Files.createDirectories(build);
        for (Path library : InstallationFinder.find(null, Map.of(), Path.of("no java"), PLATFORM)
                .libraries()) {
            Files.createSymbolicLink(build.resolve(library.getFileName()), library);
        }
        Path jar = directory.resolve("cuda-redist.jar");
        String folder = "org/bytedeco/cuda/" + PLATFORM + "/";
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(folder));
            out.putNextEntry(new JarEntry(folder + "libcudart.so.13"));
            out.write("This is not a library.\n".getBytes(StandardCharsets.UTF_8));
        }
        List<String> withOwnCache = List.of(
                "sh",
                "-c",
                "java=$1; shift; exec \"$java\" -D" + NativesCache.PROPERTY + "='" + directory + "/cache' \"$@\"",
                "sh");
        Outcome outcome = run(withOwnCache, List.of(), Map.of(), List.of(directory.resolve("classes"), jar));
        try (Stream<Path> links = Files.list(build)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
        assertWorks(outcome, "jar org.bytedeco:pytorch");
        assertThat(outcome.lines.get(2)).isEqualTo("the CUDA part of libtorch cannot be loaded: it is not a library");
    }

    @Test
    void otherLibtorch_works() throws Exception {
        Map<String, String> environment = PythonTorch.environment();
        assertWorks(
                run(environment, List.of()),
                "environment variable " + environment.keySet().iterator().next());
    }

    @Test
    void jarsInAFolderWithSpecialCharacters_areFound() throws Exception {
        // A space, characters that URLs escape or use as separators, and the separator after the name of a jar.
        Path folder = Files.createDirectories(directory.resolve("a b#c%20d%!/e+f"));
        List<Path> jars = new ArrayList<>();
        for (Path jar : natives()) {
            jars.add(Files.copy(jar, folder.resolve(jar.getFileName())));
        }
        assertWorks(run(Map.of(), jars), "jar org.bytedeco:pytorch");
        assertWorks(runWithModules(jars, Map.of(), List.of()), "jar org.bytedeco:pytorch");
    }

    @Test
    void directoryWithSpecialCharacters_isFound() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("a b#c%20d%!"));
        copyFromJdk("jimage", folder);
        assertRefused(
                run(Map.of("LIBTORCH", folder.toString()), List.of()),
                "environment variable LIBTORCH: the libtorch in " + folder
                        + " is older than 2.10 (it has no torch_call_dispatcher); use a newer one");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it mounts a file system")
    void library_onAFileSystemMountedNoexec_isRefusedWithTheMount() throws Exception {
        Path point = Files.createDirectory(directory.resolve("mount"));
        Path source = Files.createDirectory(directory.resolve("source"));
        copyFromJdk("jimage", source);
        List<String> inMount = List.of(
                "unshare",
                "--mount",
                "sh",
                "-ec",
                "mount -t tmpfs -o noexec tmpfs '" + point + "'; cp '" + source + "'/* '" + point + "'; exec \"$@\"",
                "sh");
        assumeTrue(canMount(), "this user may not mount file systems");
        assertRefused(
                run(inMount, List.of(), Map.of("LIBTORCH", point.toString()), List.of()),
                "environment variable LIBTORCH: " + point.resolve(Installation.coreLibrary())
                        + " cannot be loaded: the file system mounted on " + point.toRealPath()
                        + " has the mount option noexec, which forbids it; remount that with the option exec, or put"
                        + " libtorch on another file system (natives from jars: the directory that the system property"
                        + " org.bytedeco.javacpp.cachedir names); expected libtorch 2.10 or later for " + PLATFORM);
    }

    private static boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** Copies a library of this JDK under the name of libtorch's. */
    private Path copyFromJdk(String library) throws IOException {
        return copyFromJdk(library, directory);
    }

    private static Path copyFromJdk(String library, Path target) throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        Path original = Stream.of("lib", "bin")
                .map(folder -> jdk.resolve(folder).resolve(System.mapLibraryName(library)))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return Files.copy(original, target.resolve(Installation.coreLibrary()));
    }

    private static void assertWorks(Outcome outcome, String source) {
        assertThat(outcome.exitCode).as("%s", outcome.lines).isZero();
        assertThat(outcome.lines).hasSize(6);
        assertThat(outcome.lines.get(0)).isEqualTo(source);
        assertThat(outcome.lines.subList(3, 6)).containsExactly("22.0", MULTIPLIED, "0");
    }

    private static void assertRefused(Outcome outcome, String message) {
        assertThat(outcome.lines).containsExactly(message, message);
        assertThat(outcome.exitCode).isEqualTo(4);
    }

    private record Outcome(int exitCode, List<String> lines) {}

    private Outcome run(Map<String, String> environment, List<Path> classPath) throws Exception {
        return run(List.of(), List.of(), environment, classPath);
    }

    private Outcome runWithModules(List<Path> modules, Map<String, String> environment, List<Path> classPath)
            throws Exception {
        return run(List.of(), modules, environment, classPath);
    }

    private Outcome run(
            List<String> launcher, List<Path> modules, Map<String, String> environment, List<Path> classPath)
            throws Exception {
        List<Path> modulePath = new ArrayList<>(modules);
        modulePath.add(home(LibTorch.class));
        modulePath.add(home(Loader.class));
        List<Path> classes = new ArrayList<>(classPath);
        classes.add(testClasses());
        List<String> command = new ArrayList<>(launcher);
        command.addAll(java(List.of("--enable-native-access=wgan.torch")));
        command.addAll(List.of(
                "--module-path", join(modulePath), "--add-modules", "wgan.torch", "--class-path", join(classes)));
        return start(command, environment);
    }

    private List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-XX:ErrorFile=" + crash()));
        command.addAll(options);
        return command;
    }

    private Path crash() {
        return directory.resolve("crash.log");
    }

    /** Starts the program by a command that ends with the options of the JVM. */
    private Outcome start(List<String> command, Map<String, String> environment) throws Exception {
        command.add(SmallProgram.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("LIBTORCH", "LIBTORCH_USE_PYTORCH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines;
        try (var output = process.inputReader()) {
            lines = output.lines().toList();
        }
        int exitCode = process.waitFor();
        assertThat(crash()).doesNotExist();
        return new Outcome(exitCode, lines);
    }

    static List<Path> natives() {
        Pattern separator = Pattern.compile(Pattern.quote(File.pathSeparator));
        return Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path", ""))
                .flatMap(separator::splitAsStream)
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path ->
                        path.getFileName().toString().matches("(pytorch|openblas)-.*" + PLATFORM + "(-gpu)?\\.jar"))
                .toList();
    }

    static String join(List<Path> path) {
        return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
    }

    static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /**
     * Returns the directory of the test classes. In a module they are a patch, whose location the code source does not
     * contain.
     */
    static Path testClasses() throws URISyntaxException {
        Path program =
                Path.of(SmallProgram.class.getResource("SmallProgram.class").toURI());
        return program.getParent().getParent().getParent(); // without wgan/outside/
    }
}
