package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of a campaign: its images, the directories of its scenarios, and what each scenario writes without a fault.
 *
 * @param folder exists, and its path has no links
 * @param program that is broken
 */
record Workplace(Path folder, Program program) {
    /**
     * What a scenario does without a fault.
     *
     * @param directory of its files, which stay
     * @param files that it writes
     * @param places the number of calls of each
     * @param life how it ended
     */
    record Reference(Path directory, RunFiles files, Map<Place, Integer> places, Program.Life life) {}

    /** Compiles the library of faults into a folder. */
    static Path compileLibrary(Path source, Path folder) throws IOException {
        Path library = folder.resolve("libfaults.so");
        Command.run("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl");
        return library;
    }

    /** Returns an empty directory of a name. */
    Path emptyDirectory(String name) throws IOException {
        Path directory = folder.resolve(name.replace(' ', '-'));
        delete(directory);
        return Files.createDirectory(directory);
    }

    /** Deletes a folder, if it exists. */
    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Runs a scenario without a fault. */
    Reference reference(Scenario scenario) throws IOException {
        Path directory = emptyDirectory("whole-" + scenario.name());
        Program.Life life = program.run(scenario, directory);
        if (life.code() != 0) {
            throw new IOException(scenario.name() + ": exit code " + life.code() + ", expected 0\n" + life.error());
        }
        return new Reference(directory, RunFiles.in(directory), Place.count(life.log()), life);
    }

    /** Throws if a directory does not have the files of the reference. */
    static void requireEqual(String what, RunFiles files, RunFiles expected) throws FaultFoundException {
        List<String> differences = files.differences(expected);
        if (!differences.isEmpty()) {
            throw new FaultFoundException(what + ":\n  " + String.join("\n  ", differences));
        }
    }
}
