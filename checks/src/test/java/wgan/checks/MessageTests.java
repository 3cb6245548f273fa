package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;

/**
 * No message of a library module contains a word of the command line: an application that links the module has no such
 * options. The module wgan.cli adds its own advice.
 */
class MessageTests {
    /** Modules that do not pass yet. Remove a name as soon as its module passes; the last one takes this set with it. */
    private static final Set<String> PENDING = Set.of("wgan.data", "wgan.train", "wgan.evaluate", "wgan.report");

    /** Options of other programs that a module starts. */
    private static final Set<String> OTHER_PROGRAMS = Set.of("--ignore-scripts"); // npm

    /** An option, unless it is a variable of a style sheet: {@code var(--ink)}. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile("(?<!var\\()--[a-z]|\\bcommand line\\b|\\bMaven profile\\b|\\bsame command\\b"
                    + "|\\bwgan (train|sample|evaluate|report|data|doctor)\\b");

    private static final int STRING_CONSTANT = 8;

    static Stream<String> libraryModules() throws IOException {
        return Project.moduleNames().stream()
                .filter(module -> !module.equals("wgan.cli"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("libraryModules")
    void libraryModule_hasNoWordOfTheCommandLine(String module) throws IOException {
        List<String> found = findings(module);
        assumeFalse(PENDING.contains(module), () -> module + " is pending, with " + found.size() + ": " + found);
        assertThat(found)
                .as("strings of %s with a word of the command line", module)
                .isEmpty();
    }

    /** This class's own strings are found, so those of the modules would be. */
    @Test
    void strings_areThoseOfTheConstantPool() throws IOException {
        try (InputStream file = MessageTests.class.getResourceAsStream("MessageTests.class")) {
            String number = Integer.toString(STRING_CONSTANT);
            assertThat(strings(new ClassReader(file)))
                    .contains("libraryModules", "wgan.cli")
                    .anyMatch(text -> COMMAND_LINE.matcher(text).find())
                    .as("the text around a value that is computed: use --%s", number)
                    .anyMatch(text -> text.contains(" is pending, with "));
        }
    }

    private static List<String> findings(String module) throws IOException {
        List<String> found = new ArrayList<>();
        for (var reference : Project.modules()) {
            if (!reference.descriptor().name().equals(module)) {
                continue;
            }
            try (var reader = reference.open();
                    var names = reader.list()) {
                for (var name : names.filter(name -> name.endsWith(".class")).toList()) {
                    try (var file = reader.open(name).orElseThrow()) {
                        strings(new ClassReader(file)).stream()
                                .filter(text -> COMMAND_LINE.matcher(text).find() && !OTHER_PROGRAMS.contains(text))
                                .forEach(text -> found.add(name + ": " + text));
                    }
                }
            }
        }
        return found;
    }

    /** The strings that the code of a class uses, those that it puts together at run time included. */
    private static List<String> strings(ClassReader type) {
        var buffer = new char[type.getMaxStringLength()];
        List<String> strings = new ArrayList<>();
        for (int item = 1; item < type.getItemCount(); item++) {
            int offset = type.getItem(item); // 0 for the second half of a long or double
            if (offset > 0 && type.readByte(offset - 1) == STRING_CONSTANT) {
                strings.add((String) type.readConst(item, buffer));
            }
        }
        return strings;
    }
}
