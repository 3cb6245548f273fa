package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests which classes start other programs, and that none of these is a shell: a shell would read parts of an argument as commands. */
class StartedProgramTests {

    /** A shell, by its name or path. */
    private static final Pattern SHELL = Pattern.compile(
            "(.*[/\\\\])?((ba|da|z|k|c|tc|fi|a)?sh|busybox|cmd|command\\.com|powershell|pwsh)(\\.exe)?");

    @Test
    void processes_areStartedByFourClassesOnly() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("wgan");
        assertThat(classes.stream().filter(StartedProgramTests::startsProcess).map(JavaClass::getFullName))
                .containsExactlyInAnyOrder(
                        "wgan.cli.BrowserLauncher", // the program of the desktop that opens a page
                        "wgan.data.NpmPackage", // npm
                        "wgan.torch.InstallationFinder", // Python, with constant code
                        "wgan.train.StatusLine"); // stty
    }

    @Test
    void classes_nameNoShell() throws IOException {
        List<String> found = new ArrayList<>();
        for (var module : Project.moduleNames()) {
            ClassStrings.ofModule(module)
                    .forEach((name, strings) -> strings.stream()
                            .filter(text -> SHELL.matcher(text).matches())
                            .forEach(text -> found.add(module + "/" + name + ": " + text)));
        }
        assertThat(found).as("strings that name a shell").isEmpty();
    }

    @Test
    void shell_isFoundByItsNameOrPath() {
        assertThat(List.of("sh", "bash", "/bin/sh", "/usr/bin/zsh", "cmd", "cmd.exe", "C:\\Windows\\cmd.exe", "pwsh"))
                .allMatch(SHELL.asMatchPredicate());
        assertThat(List.of("npm.cmd", "mesh", "hash", "stty", "a sh b", "rundll32"))
                .noneMatch(SHELL.asMatchPredicate());
    }

    /** Returns whether a class makes the object that starts a process, or calls the method of Runtime. */
    private static boolean startsProcess(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ProcessBuilder.class))
                || type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec"));
    }
}
