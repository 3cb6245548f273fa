package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text of this library is not about the command line, which adds its own. */
class LibraryTextTests {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern COMMAND_LINE =
            Pattern.compile("(?<![-\\w])--[a-z]|\\bwgan (train|sample|evaluate|report|data)\\b|command line|Maven");

    @Test
    void text_hasNoWordOfTheCommandLine() throws IOException {
        for (Path source : sources()) {
            String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
            assertThat(COMMAND_LINE.matcher(code).results().map(match -> match.group()))
                    .as("%s", source)
                    .isEmpty();
        }
    }

    @Test
    void wordsOfTheCommandLine_areFound() {
        assertThat(List.of("give --data", "run 'wgan train'", "an option of the command line", "a Maven profile"))
                .allMatch(text -> COMMAND_LINE.matcher(text).find());
        assertThat("count--; class=\"one-of-many\"").doesNotContainPattern(COMMAND_LINE);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            return sources;
        }
    }
}
