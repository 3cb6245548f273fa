package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lab's text refers to lines of code and quotes them; both are to be what the code has now. */
class LabDocTests {

    private static final Path ENGLISH = Project.ROOT.resolve("docs/lab.md");
    private static final Path CHINESE = Project.ROOT.resolve("docs/lab.zh.md");

    /** A link to a line, and the code behind it: [File.java:LINE](PATH#LLINE) `CODE`. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\[(\\w+\\.java):(\\d+)]\\(([^)#]+)#L(\\d+)\\)\\s+`([^`\n]+)`");

    static List<Path> documents() {
        return List.of(ENGLISH, CHINESE);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void references_holdWhatTheyQuote(Path document) throws IOException {
        assertThat(problems(Files.readString(document), document)).isEmpty();
    }

    /** Both have the same sections, in the same order, with the same code. */
    @Test
    void languages_haveTheSameParts() throws IOException {
        assertThat(parts(CHINESE)).isEqualTo(parts(ENGLISH));
    }

    private static List<String> parts(Path document) throws IOException {
        return Pattern.compile("^## (?=\\d+\\.)\\d+|^```|\\w+\\.java#L\\d+|^\\|(?=-)", Pattern.MULTILINE)
                .matcher(Files.readString(document))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** A link that has no code behind it, or is written otherwise, would not be checked. */
    @ParameterizedTest
    @MethodSource("documents")
    void references_areAllChecked(Path document) throws IOException {
        String text = Files.readString(document);
        long links = Pattern.compile("\\.java#L").matcher(text).results().count();
        assertThat(REFERENCE.matcher(text).results()).hasSize((int) links).isNotEmpty();
    }

    @Test
    void referenceToAnotherLine_isToldWithTheLineThatItIsNow(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Loss.java"), "one();\n    two();\n    three();\ntwo();\n");
        Path doc = folder.resolve("lab.md");
        assertThat(problems("[Loss.java:2](Loss.java#L2) `two();` and\n[Loss.java:3](Loss.java#L3)\n`three()`", doc))
                .isEmpty();
        assertThat(problems("[Loss.java:3](Loss.java#L3) `two();`", doc))
                .containsExactly("lab.md: Loss.java:3 is 'three();', expected 'two();', which is in line 2, 4 now");
        assertThat(problems("[Loss.java:9](Loss.java#L9) `three();`", doc))
                .containsExactly("lab.md: Loss.java:9 is beyond its end, expected 'three();', which is in line 3 now");
        assertThat(problems("[Loss.java:1](Loss.java#L1) `four();`", doc))
                .containsExactly("lab.md: Loss.java:1 is 'one();', expected 'four();', which is in no line now");
    }

    @Test
    void referenceThatContradictsItself_isTold(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Loss.java"), "one();\n");
        Path doc = folder.resolve("lab.md");
        assertThat(problems("[Loss.java:1](Loss.java#L2) `one();`", doc))
                .containsExactly("lab.md: Loss.java:1 leads to Loss.java#L2, expected the file and line that it names");
        assertThat(problems("[Gain.java:1](Loss.java#L1) `one();`", doc))
                .containsExactly("lab.md: Gain.java:1 leads to Loss.java#L1, expected the file and line that it names");
        assertThat(problems("[Gain.java:1](Gain.java#L1) `one();`", doc))
                .containsExactly("lab.md: Gain.java:1 leads to Gain.java#L1, expected a file that exists");
    }

    /** What is wrong with the references of a text, one line each. */
    private static List<String> problems(String text, Path doc) throws IOException {
        List<String> problems = new ArrayList<>();
        for (MatchResult reference : REFERENCE.matcher(text).results().toList()) {
            String problem = problem(reference, doc.getParent());
            if (!problem.isEmpty()) {
                problems.add(doc.getFileName() + ": " + reference.group(1) + ":" + reference.group(2) + problem);
            }
        }
        return problems;
    }

    private static String problem(MatchResult reference, Path folder) throws IOException {
        Path file = folder.resolve(reference.group(3)).normalize();
        String target = " leads to " + reference.group(3) + "#L" + reference.group(4);
        if (!file.endsWith(reference.group(1)) || !reference.group(2).equals(reference.group(4))) {
            return target + ", expected the file and line that it names";
        }
        if (!Files.exists(file)) {
            return target + ", expected a file that exists";
        }
        List<String> lines = Files.readAllLines(file);
        int line = Integer.parseInt(reference.group(2));
        String code = reference.group(5);
        String found =
                line >= 1 && line <= lines.size() ? "'" + lines.get(line - 1).strip() + "'" : "beyond its end";
        if (found.contains(code)) {
            return "";
        }
        String now = IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1).contains(code))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return " is " + found + ", expected '" + code + "', which is in " + (now.isEmpty() ? "no line" : "line " + now)
                + " now";
    }
}
