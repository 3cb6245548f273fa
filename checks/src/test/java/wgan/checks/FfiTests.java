package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that {@code jextract/generate.sh} has generated the packages ffi from the current headers and symbol lists. */
class FfiTests {

    private static final String REMEDY = "run jextract/generate.sh and commit its output";

    /** A generated package, as {@code jextract/generate.sh} names it. */
    enum Binding {
        TORCH("torch", "native/libtorch_c.h", "LibTorchC"),
        MPI("mpi", "native/mpi_c.h", "MpiC"),
        NCCL("nccl", "native/nccl_c.h", "NcclC");

        private final String name;
        private final Path header;
        private final String className;

        Binding(String name, String header, String className) {
            this.name = name;
            this.header = Path.of(header);
            this.className = "wgan." + name + ".ffi." + className;
        }

        Path folder() {
            return Path.of("modules/" + name + "/src/main/java/wgan/" + name + "/ffi");
        }

        Path sources() {
            return Path.of("jextract", name);
        }

        Path symbols() {
            return sources().resolve("symbols.txt");
        }
    }

    @Test
    void files_haveTheChecksumsOfTheLastGeneration() throws Exception {
        for (var line : checksums()) {
            var expected = line[0];
            var file = line[1];
            assertThat(sha256(Project.ROOT.resolve(file)))
                    .as("%s has changed since the packages were generated; %s", file, REMEDY)
                    .isEqualTo(expected);
        }
    }

    @Test
    void checksums_coverAllInputsAndOutputs() throws IOException {
        var expected = new ArrayList<Path>(files(Path.of("jextract")));
        expected.removeAll(List.of(Path.of("jextract/README.md"), Path.of("jextract/checksums.sha256")));
        for (var binding : Binding.values()) {
            expected.add(binding.header);
            expected.addAll(files(binding.folder()));
            expected.addAll(files(binding.sources()));
        }
        assertThat(checksums().stream().map(line -> Path.of(line[1])))
                .as("the files in jextract/checksums.sha256; %s", REMEDY)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void symbolList_namesAllOfTheHeader(Binding binding) throws IOException {
        assertThat(listed(binding))
                .as("%s against %s", binding.symbols(), binding.header)
                .isEqualTo(declared(binding));
    }

    @ParameterizedTest
    @EnumSource
    void generatedClass_bindsTheSymbolList(Binding binding) throws Exception {
        var type = Class.forName(binding.className, false, getClass().getClassLoader());
        var bound = Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields()))
                .filter(member -> Modifier.isPublic(member.getModifiers()))
                .map(Member::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(bound)
                .as("%s against %s; %s", type, binding.symbols(), REMEDY)
                .isEqualTo(listed(binding));
    }

    @ParameterizedTest
    @EnumSource
    void symbolList_statesWhetherAFunctionMayBeMissing(Binding binding) throws IOException {
        assertThat(symbolLines(binding))
                .allMatch(
                        line -> line.matches("--include-constant \\w+"
                                + "|--include-function \\w+( # (optional|since \\d+\\.\\d+))?"),
                        "--include-function NAME [# optional | # since MAJOR.MINOR], as native/*check.sh reads it");
    }

    /** {@code wgan.mpi.ffi.Symbols} passes these as ints to an MPI with such handles. */
    @Test
    void mpiHeader_has64BitIntegersOnlyForHandles() throws IOException {
        assertThat(code(Binding.MPI))
                .as("types with 64 bits outside of the definitions of mpi_...")
                .doesNotContainPattern(
                        "(?m)^(?!typedef uint64_t mpi_\\w+;).*\\b(u?int64_t|size_t|u?intptr_t|long|double)\\b");
    }

    /** Returns the files in a folder, not those in folders of it. */
    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(Project.ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(Project.ROOT::relativize)
                    .toList();
        }
    }

    private static List<String[]> checksums() throws IOException {
        return Files.readAllLines(Project.ROOT.resolve("jextract/checksums.sha256")).stream()
                .map(line -> line.split(" [ *]", 2))
                .toList();
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static List<String> symbolLines(Binding binding) throws IOException {
        return Files.readAllLines(Project.ROOT.resolve(binding.symbols())).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Set<String> listed(Binding binding) throws IOException {
        return symbolLines(binding).stream()
                .map(line -> line.split(" ", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the functions and constants of a header: names before an opening parenthesis, and definitions with a value. */
    private static Set<String> declared(Binding binding) throws IOException {
        return Pattern.compile("(?m)^#define (\\w+) .+$|^(?!#).*?\\b(\\w+)\\(")
                .matcher(code(binding))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns a header without comments. */
    private static String code(Binding binding) throws IOException {
        return Files.readString(Project.ROOT.resolve(binding.header)).replaceAll("(?s)/\\*.*?\\*/", "");
    }
}
