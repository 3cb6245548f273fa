package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes each place fail that writes. Expected: exit code 3 and one line that names the file, or a success without a file of the cache;
 * and afterwards the same command ends with the files of a run without a fault.
 */
final class DiskCampaign {
    private static final int BAD_FILE = 3;
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
            Workplace.Reference reference = workplace.reference(scenario);
            System.out.printf(
                    "%s: %d calls that change a file, at %d places; %.1f s%n",
                    scenario.name(),
                    reference.life().log().size(),
                    reference.places().size(),
                    reference.life().took().toMillis() / 1e3);
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
                            .add(new Position(scenario, reference, new Fault(place.getKey(), number, actions.get(round))));
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
            outcomes.merge(outcome.split(":")[0], 1, Integer::sum);
        } catch (FaultFoundException e) {
            System.out.println("  FAULT " + what + ": " + e.getMessage());
            failures.add(what + ": " + e.getMessage());
        }
    }

    private String check(Position position) throws IOException {
        Scenario scenario = position.scenario();
        Path directory = workplace.emptyDirectory("broken-" + scenario.name());
        Program.Life broken = workplace.program().run(scenario, directory, position.fault());
        String outcome = outcome(position, directory, broken);
        resume(scenario, directory, position.reference());
        return outcome;
    }

    private static String outcome(Position position, Path directory, Program.Life broken) throws IOException {
        if (broken.code() == 0) {
            RunFiles files = RunFiles.in(directory);
            if (position.fault().action() == Fault.Action.SHORT) {
                Workplace.requireEqual("files differ", files, position.reference().files());
                return "written in two parts";
            }
            Workplace.requireEqual(
                    "files differ",
                    files.withoutCache(),
                    position.reference().files().withoutCache());
            return "done without the file";
        }
        return refused(broken, position.fault().place().file());
    }

    /** Checks that a life ended with exit code 3 and one line that names a file, or the folder that it is in. */
    private static String refused(Program.Life broken, String file) throws FaultFoundException {
        List<String> lines = broken.error().lines().toList();
        String last = lines.isEmpty() ? "" : lines.getLast();
        long reports = lines.stream().filter(line -> line.matches("wgan [a-z]+: .*")).count();
        if (broken.code() != BAD_FILE || reports != 1 || !last.startsWith("wgan ") || broken.error().contains("\tat ")) {
            throw new FaultFoundException("exit code " + broken.code() + ", expected " + BAD_FILE
                    + " and one line; standard error:\n" + broken.error());
        }
        int slash = file.lastIndexOf('/');
        String folder = file.substring(0, Math.max(slash, 0));
        String name = file.substring(slash + 1);
        if (!last.contains(name.replace("*", "")) && (folder.isEmpty() || !last.contains(folder))) {
            throw new FaultFoundException("the line does not name " + file + ": " + last);
        }
        return "refused: " + last;
    }

    private void resume(Scenario scenario, Path directory, Workplace.Reference reference) throws IOException {
        Program.Life resumed = workplace.program().run(scenario, directory);
        if (resumed.code() != 0) {
            throw new FaultFoundException("the same command then has exit code " + resumed.code() + ":\n" + resumed.error());
        }
        Workplace.requireEqual("files differ after the same command", RunFiles.in(directory), reference.files());
    }

    /** Trains where locks are not supported: a warning, and the same files. */
    void withoutLocks(Scenario scenario) throws IOException {
        Workplace.Reference reference = workplace.reference(scenario);
        Path directory = workplace.emptyDirectory("unlocked-" + scenario.name());
        Fault fault = new Fault(new Place("lock", "*"), 1, Fault.Action.ENOLCK);
        String what = scenario.name() + " " + fault;
        try {
            Program.Life life = workplace.program().run(scenario, directory, fault);
            if (life.code() != 0 || !life.error().contains("lock")) {
                throw new FaultFoundException(
                        "exit code " + life.code() + ", expected 0 and a warning about locks:\n" + life.error());
            }
            Workplace.requireEqual("files differ", RunFiles.in(directory), reference.files());
            outcomes.merge("done without locks", 1, Integer::sum);
            System.out.println("  " + what + ": "
                    + life.error().lines().filter(line -> line.contains("lock")).findFirst().orElseThrow());
        } catch (FaultFoundException e) {
            failures.add(what + ": " + e.getMessage());
        }
    }

    /** Fills a small file system, and enlarges it; and starts on a read-only one. Requires the right to mount. */
    void onSmallDisks(Scenario scenario, int times) throws IOException {
        Workplace.Reference reference = workplace.reference(scenario);
        long size = size(reference.directory());
        for (int i = 0; i < times; i++) {
            Path directory = workplace.emptyDirectory("full-" + scenario.name());
            long limit = Math.max(4096, (long) (random.nextDouble() * 0.9 * size) / 4096 * 4096);
            String what = scenario.name() + " on a disk of " + limit / 1024 + " KiB, " + size / 1024 + " KiB needed";
            Command.run("mount", "-t", "tmpfs", "-o", "size=" + limit, "tmpfs", directory);
            try {
                Program.Life full = workplace.program().run(scenario, directory);
                String outcome = full.code() == 0 ? "done without the file" : refused(full, directory.getFileName() + "/");
                Command.run("mount", "-o", "remount,size=" + 4 * size, directory);
                resume(scenario, directory, reference);
                outcomes.merge("full disk, " + outcome.split(":")[0], 1, Integer::sum);
                System.out.println("  " + what + ": " + outcome);
            } catch (FaultFoundException e) {
                System.out.println("  FAULT " + what + ": " + e.getMessage());
                failures.add(what + ": " + e.getMessage());
            } finally {
                Command.run("umount", directory);
            }
        }
    }

    private static long size(Path directory) throws IOException {
        long size = 0;
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    /** Prints the numbers; returns whether no fault was found. */
    boolean summarize() {
        outcomes.forEach((outcome, number) -> System.out.printf("%5d %s%n", number, outcome));
        System.out.println(failures.size() + " faults found");
        failures.forEach(failure -> System.out.println("FAULT " + failure));
        return failures.isEmpty();
    }
}
