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
 * @param lives of the program that is broken
 */
record Workplace(Path folder, Lives lives) {
    /**
     * What a scenario does without a fault.
     *
     * @param files that it writes
     * @param size of all files, in bytes
     * @param places the number of calls of each
     * @param life how it ended
     */
    record Reference(RunFiles files, long size, Map<Place, Integer> places, Lives.Life life) {}

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

    /** Runs a scenario without a fault, in an empty directory. */
    Reference reference(Scenario scenario, String name) throws IOException {
        Path directory = emptyDirectory(name);
        Lives.Life life = lives.run(scenario, directory);
        if (life.code() != 0) {
            throw new IOException(scenario.name() + ": exit code " + life.code() + ", expected 0\n" + life.error());
        }
        Map<Place, Integer> places = Place.count(life.log());
        System.out.printf(
                "%s: %d calls that change a file, at %d places; %.1f s%n",
                scenario.name(), life.log().size(), places.size(), life.took().toMillis() / 1e3);
        return new Reference(RunFiles.in(directory), size(directory), places, life);
    }

    private static long size(Path directory) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    /** Throws if a directory does not have the files of the reference. */
    static void requireEqual(String what, RunFiles files, RunFiles expected) throws FaultFoundException {
        List<String> differences = files.differences(expected);
        if (!differences.isEmpty()) {
            throw new FaultFoundException(what + ":\n  " + String.join("\n  ", differences));
        }
    }
}
