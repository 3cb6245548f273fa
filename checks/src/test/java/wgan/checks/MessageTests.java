package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;

/**
 * Tests that no message of a library module contains a word of the command line: an application that links the module has no such
 * options. The module wgan.cli adds advice about options.
 */
class MessageTests {
    /** Options of npm, which a module starts, and of Java. */
    private static final Pattern OTHER_PROGRAMS = Pattern.compile("--(ignore-scripts|enable-native-access)\\b");

    /** An option, unless it is a variable of a style sheet: {@code var(--ink)}. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile("(?<!var\\()--[a-z]|\\bcommand line\\b|\\bMaven profile\\b|\\bsame command\\b"
                    + "|\\bwgan (train|sample|evaluate|report|explore|data|doctor)\\b");

    static Stream<String> libraryModules() throws IOException {
        return Project.moduleNames().stream()
                .filter(module -> !module.equals("wgan.cli"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("libraryModules")
    void libraryModule_hasNoWordOfTheCommandLineInItsStrings(String module) throws IOException {
        assertThat(findings(module))
                .as("strings of %s with a word of the command line", module)
                .isEmpty();
    }

    /** The strings of this class are found, so those of the modules are. */
    @Test
    void strings_includeConstantsAndTextAroundComputedValues() throws IOException {
        try (InputStream file = MessageTests.class.getResourceAsStream("MessageTests.class")) {
            List<String> strings = ClassStrings.of(new ClassReader(file));
            assertThat(strings)
                    .contains("libraryModules", "wgan.cli")
                    .anyMatch(text -> COMMAND_LINE.matcher(text).find());
            assertThat(strings)
                    .as("text around a computed value, of " + strings.size() + " strings")
                    .anyMatch(text -> text.startsWith("text around") && text.indexOf(ClassStrings.COMPUTED) > 0);
        }
    }

    private static List<String> findings(String module) throws IOException {
        List<String> found = new ArrayList<>();
        ClassStrings.ofModule(module)
                .forEach((name, strings) -> strings.stream()
                        .filter(text -> COMMAND_LINE
                                .matcher(OTHER_PROGRAMS.matcher(text).replaceAll(""))
                                .find())
                        .forEach(text -> found.add(name + ": " + text)));
        return found;
    }
}
