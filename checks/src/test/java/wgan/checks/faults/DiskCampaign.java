package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes each place fail that writes. Expected: exit code 3 and one line that names the file, or a success without a file of the cache;
 * and afterwards the same command ends with the files of a run without a fault.
 */
final class DiskCampaign {
    /** All scenarios run in the directory that the library watches. */
    static final String DIRECTORY = "broken";

    private static final int BAD_FILE = 3;
    private static final int LIBTORCH = 4;
    private static final List<Fault.Action> ACTIONS =
            List.of(Fault.Action.ENOSPC, Fault.Action.EIO, Fault.Action.EROFS, Fault.Action.SHORT);

    private final Workplace workplace;
    private final Random random;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /** The faults that a campaign has made, and their scenarios. */
    private record Position(Scenario scenario, Workplace.Reference reference, Fault fault) {}

    DiskCampaign(Workplace workplace, long seed) {
        this.workplace = workplace;
        this.random = new Random(seed);
    }

    /**
     * Makes a number of faults in some scenarios: each place with each action that it has, in a random order.
     *
     * @param most the number of faults; the first ones are at different places
     */
    void fail(List<Scenario> scenarios, int most) throws IOException {
        List<List<Position>> rounds = new ArrayList<>();
        int places = 0;
        for (Scenario scenario : scenarios) {
            Workplace.Reference reference = workplace.reference(scenario, DIRECTORY);
            for (Map.Entry<Place, Integer> place : reference.places().entrySet()) {
                if (place.getKey().operation().equals("lock")) {
                    continue;
                }
                places++;
                List<Fault.Action> actions = new ArrayList<>(ACTIONS);
                if (!place.getKey().operation().equals("write")) {
                    actions.remove(Fault.Action.SHORT);
                }
                Collections.shuffle(actions, random);
                for (int round = 0; round < actions.size(); round++) {
                    if (rounds.size() == round) {
                        rounds.add(new ArrayList<>());
                    }
                    int number = 1 + random.nextInt(place.getValue());
                    rounds.get(round)
                            .add(new Position(
                                    scenario, reference, new Fault(place.getKey(), number, actions.get(round))));
                }
            }
        }
        System.out.println(places + " places that write");
        List<Position> positions = new ArrayList<>();
        for (List<Position> round : rounds) {
            Collections.shuffle(round, random);
            positions.addAll(round);
        }
        for (Position position : positions.subList(0, Math.min(most, positions.size()))) {
            attempt(position);
        }
    }

    private void attempt(Position position) throws IOException {
        String what = position.scenario().name() + " " + position.fault();
        try {
            String outcome = check(position);
            System.out.println("  " + what + ": " + outcome);
            outcomes.merge(kind(outcome), 1, Integer::sum);
        } catch (FaultFoundException e) {
            System.out.println("  FAULT " + what + ": " + e.getMessage());
            failures.add(what + ": " + e.getMessage());
        }
    }

    /** Returns an outcome without the line that the program printed. */
    private static String kind(String outcome) {
        int end = outcome.indexOf(':');
        return end < 0 ? outcome : outcome.substring(0, end);
    }

    private String check(Position position) throws IOException {
        Scenario scenario = position.scenario();
        Path directory = workplace.emptyDirectory(DIRECTORY);
        Lives.Life broken = workplace.lives().run(scenario, directory, position.fault());
        String outcome = outcome(position, directory, broken);
        resume(scenario, directory, position.reference());
        return outcome;
    }

    private static String outcome(Position position, Path directory, Lives.Life broken) throws IOException {
        if (broken.code() == 0) {
            RunFiles files = RunFiles.in(directory);
            if (position.fault().action() == Fault.Action.SHORT) {
                Workplace.requireEqual(
                        "files differ", files, position.reference().files());
                return "written in two parts";
            }
            Workplace.requireEqual(
                    "files differ",
                    files.withoutCache(),
                    position.reference().files().withoutCache());
            return "done without the file";
        }
        Place failed = position.fault().place();
        boolean isLasting = position.fault().action() != Fault.Action.EIO;
        // After a file of the cache, which is not required, the next one fails.
        return refused(broken, isLasting ? position.reference().places().keySet() : Set.of(failed));
    }

    /** Checks that a life ended with the exit code for files and one line that names one of these, or the folder that it is in. */
    private static String refused(Lives.Life broken, Set<Place> places) throws FaultFoundException {
        List<String> lines = broken.error().lines().toList();
        String last = lines.isEmpty() ? "" : lines.getLast();
        long reports =
                lines.stream().filter(line -> line.matches("wgan [a-z ]+: .*")).count();
        int expected = last.contains("cannot unpack libtorch") ? LIBTORCH : BAD_FILE;
        if (broken.code() != expected
                || reports != 1
                || !last.startsWith("wgan ")
                || broken.error().contains("\tat ")) {
            throw new FaultFoundException("exit code " + broken.code() + ", expected " + expected
                    + " and one line; standard error:\n" + broken.error());
        }
        if (places.stream().noneMatch(place -> isNamed(place.file(), last))) {
            throw new FaultFoundException("the line names no file that failed: " + last);
        }
        return "refused: " + last;
    }

    private static boolean isNamed(String file, String line) {
        int slash = file.lastIndexOf('/');
        Pattern name =
                Pattern.compile(file.substring(slash + 1).replace(".", "\\.").replace("*", ".*"));
        return name.matcher(line).find() || (slash > 0 && line.contains(file.substring(0, slash)));
    }

    private void resume(Scenario scenario, Path directory, Workplace.Reference reference) throws IOException {
        Lives.Life resumed = workplace.lives().run(scenario, directory);
        if (resumed.code() != 0) {
            throw new FaultFoundException(
                    "the same command then has exit code " + resumed.code() + ":\n" + resumed.error());
        }
        Workplace.requireEqual("files differ after the same command", RunFiles.in(directory), reference.files());
    }

    /** Trains where locks are not supported: a warning, and the same files. */
    void withoutLocks(Scenario scenario) throws IOException {
        Workplace.Reference reference = workplace.reference(scenario, DIRECTORY);
        Path directory = workplace.emptyDirectory(DIRECTORY);
        Fault fault = new Fault(new Place("lock", "*"), 1, Fault.Action.ENOLCK);
        String what = scenario.name() + " " + fault;
        try {
            Lives.Life life = workplace.lives().run(scenario, directory, fault);
            if (life.code() != 0 || !life.error().contains("lock")) {
                throw new FaultFoundException(
                        "exit code " + life.code() + ", expected 0 and a warning about locks:\n" + life.error());
            }
            Workplace.requireEqual("files differ", RunFiles.in(directory), reference.files());
            outcomes.merge("done without locks", 1, Integer::sum);
            System.out.println("  " + what + ": "
                    + life.error()
                            .lines()
                            .filter(line -> line.contains("lock"))
                            .findFirst()
                            .orElseThrow());
        } catch (FaultFoundException e) {
            failures.add(what + ": " + e.getMessage());
        }
    }

    /** Fills a small file system, and enlarges it; and starts on a read-only one. Requires the right to mount. */
    void onSmallDisks(Scenario scenario, int times) throws IOException {
        Workplace.Reference reference = workplace.reference(scenario, DIRECTORY);
        long size = reference.size();
        for (int i = 0; i < times; i++) {
            Path directory = workplace.emptyDirectory(DIRECTORY);
            long limit = Math.max(4096, (long) (random.nextDouble() * 0.9 * size) / 4096 * 4096);
            String what = scenario.name() + " on a disk of " + limit / 1024 + " KiB, " + size / 1024 + " KiB needed";
            Command.run("mount", "-t", "tmpfs", "-o", "size=" + limit, "tmpfs", directory);
            try {
                Lives.Life full = workplace.lives().run(scenario, directory);
                String outcome = full.code() == 0
                        ? "done without the file"
                        : refused(full, reference.places().keySet());
                Command.run("mount", "-o", "remount,size=" + 4 * size, directory);
                resume(scenario, directory, reference);
                outcomes.merge("full disk, " + kind(outcome), 1, Integer::sum);
                System.out.println("  " + what + ": " + outcome);
            } catch (FaultFoundException e) {
                System.out.println("  FAULT " + what + ": " + e.getMessage());
                failures.add(what + ": " + e.getMessage());
            } finally {
                Command.run("umount", "--lazy", directory); // images of the cache may still be mapped
            }
        }
    }

    /** Prints the numbers; returns whether no fault was found. */
    boolean summarize() {
        outcomes.forEach((outcome, number) -> System.out.printf("%5d %s%n", number, outcome));
        System.out.println(failures.size() + " faults found");
        failures.forEach(failure -> System.out.println("FAULT " + failure));
        return failures.isEmpty();
    }
}
