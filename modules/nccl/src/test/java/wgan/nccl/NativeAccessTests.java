package wgan.nccl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeAccessTests {
    @Test
    void nativeAccessThatJavaRefuses_namesTheOption() throws Exception {
        String classPath = String.join(
                File.pathSeparator,
                folderOf(FindingProgram.class),
                folderOf(Nccl.class),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.add("--enable-native-access=java.base");
        if (Runtime.version().feature() >= 24) { // before, access that is given to one module is refused to the others
            command.add("--illegal-native-access=deny");
        }
        command.addAll(List.of("-cp", classPath, FindingProgram.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            assertThat(output.lines())
                    .containsExactly("NCCL: Java refuses native calls of the class path;"
                            + " start it with --enable-native-access=ALL-UNNAMED");
        }
        assertThat(process.waitFor()).isZero();
    }

    /** The folder or jar that a class was loaded from: in a patched module its code source is another. */
    private static String folderOf(Class<?> type) throws URISyntaxException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        String url = type.getResource(file).toURI().toString();
        return Path.of(URI.create(url.substring(0, url.length() - file.length()).replaceAll("^jar:|!$", "")))
                .toString();
    }
}
