package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that {@code jextract/generate.sh} has generated wgan.torch.ffi from the current header and symbol list. */
class FfiTests {

    private static final String REMEDY = "run jextract/generate.sh and commit its output";
    private static final Path PACKAGE = Path.of("modules/torch/src/main/java/wgan/torch/ffi");
    private static final Path HEADER = Path.of("native/libtorch_c.h");
    private static final Path SYMBOLS = Path.of("jextract/symbols.txt");

    @Test
    void files_haveTheChecksumsOfTheLastGeneration() throws Exception {
        for (var line : checksums()) {
            var expected = line[0];
            var file = line[1];
            assertThat(sha256(Project.ROOT.resolve(file)))
                    .as("%s has changed since wgan.torch.ffi was generated; %s", file, REMEDY)
                    .isEqualTo(expected);
        }
    }

    @Test
    void checksums_coverAllInputsAndOutputs() throws IOException {
        try (var generated = Files.list(Project.ROOT.resolve(PACKAGE));
                var scripts = Files.list(Project.ROOT.resolve("jextract"))) {
            var expected = Stream.of(Stream.of(Project.ROOT.resolve(HEADER)), generated, scripts)
                    .flatMap(files -> files)
                    .map(file -> Project.ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !Set.of("jextract/README.md", "jextract/checksums.sha256")
                            .contains(file));
            assertThat(checksums().stream().map(line -> line[1]))
                    .as("the files in jextract/checksums.sha256; %s", REMEDY)
                    .containsExactlyInAnyOrderElementsOf(expected.toList());
        }
    }

    @Test
    void symbolList_namesTheFunctionsOfTheHeader() throws IOException {
        assertThat(listed()).as("%s against %s", SYMBOLS, HEADER).isEqualTo(declared());
    }

    @Test
    void generatedClass_bindsTheFunctionsOfTheSymbolList() throws Exception {
        var bound = Arrays.stream(Class.forName(
                                "wgan.torch.ffi.LibTorchC", false, getClass().getClassLoader())
                        .getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(bound).as("LibTorchC against %s; %s", SYMBOLS, REMEDY).isEqualTo(listed());
    }

    @Test
    void symbolList_statesWhetherAFunctionMayBeMissing() throws IOException {
        assertThat(symbolLines())
                .allMatch(
                        line -> line.matches("--include-function \\w+( # (optional|since \\d+\\.\\d+))?"),
                        "--include-function NAME [# optional | # since MAJOR.MINOR], as native/check.sh reads it");
    }

    private static List<String[]> checksums() throws IOException {
        return Files.readAllLines(Project.ROOT.resolve("jextract/checksums.sha256")).stream()
                .map(line -> line.split(" [ *]", 2))
                .toList();
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static List<String> symbolLines() throws IOException {
        return Files.readAllLines(Project.ROOT.resolve(SYMBOLS)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Set<String> listed() throws IOException {
        return symbolLines().stream().map(line -> line.split(" ", 3)[1]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the functions of the header: the names before an opening parenthesis, outside of comments and directives. */
    private static Set<String> declared() throws IOException {
        var declarations = Files.readString(Project.ROOT.resolve(HEADER))
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)^#.*$", "");
        return Pattern.compile("(\\w+)\\(")
                .matcher(declarations)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
