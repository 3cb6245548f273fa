package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Kills a command at random moments, starts it again until it ends, and compares all files with those of a run without a kill.
 *
 * <p>Half of the moments are times since the start. The others are calls that change a file, with each file as likely as any other, so
 * that the few milliseconds of a checkpoint, a rename or a lock are met, too. A write that is met has written half of its bytes.
 */
final class KillCampaign {
    /** A command that makes no progress between two kills is started this often. */
    private static final int MAX_LIVES = 60;

    private final Workplace workplace;
    private final Program program;
    private final Random random;
    private final Map<String, Integer> killsByPlace = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int kills;
    private int ends;

    KillCampaign(Path folder, Program program, long seed) {
        this.workplace = new Workplace(folder, program);
        this.program = program;
        this.random = new Random(seed);
    }

    /** Kills a scenario a number of times at least. */
    void kill(Scenario scenario, int times) throws IOException {
        Workplace.Reference reference = workplace.reference(scenario, "whole-" + scenario.name());
        int enough = kills + times;
        while (kills < enough) {
            try {
                toTheEnd(scenario, reference, enough);
            } catch (FaultFoundException e) {
                System.out.println("  FAULT " + e.getMessage());
                failures.add(scenario.name() + ": " + e.getMessage());
                return;
            }
        }
    }

    /** Starts a scenario in an empty directory, until it ends. */
    private void toTheEnd(Scenario scenario, Workplace.Reference reference, int enough) throws IOException {
        Path directory = workplace.emptyDirectory("killed-" + scenario.name());
        for (int life = 1; ; life++) {
            if (life > MAX_LIVES) {
                throw new FaultFoundException("did not end in " + MAX_LIVES + " lives");
            }
            Lives.Life ended = kills < enough && life < MAX_LIVES / 2
                    ? live(scenario, directory, reference)
                    : program.run(scenario, directory);
            if (ended.code() == 0) {
                ends++;
                Workplace.requireEqual(
                        "files differ after " + (life - 1) + " kills", RunFiles.in(directory), reference.files());
                System.out.println("  ended after " + (life - 1) + " kills, with the same files");
                return;
            }
            if (!ended.isKilled()) {
                throw new FaultFoundException("exit code " + ended.code() + " after a kill:\n" + ended.error());
            }
        }
    }

    private Lives.Life live(Scenario scenario, Path directory, Workplace.Reference reference) throws IOException {
        if (random.nextBoolean()) {
            Duration until = Duration.ofNanos(
                    (long) (random.nextDouble() * reference.life().took().toNanos()));
            Lives.Life life = program.run(scenario, directory, new Program.Kill(until, random));
            return counted(life, "at " + until.toMillis() + " ms, ", "after ");
        }
        List<Place> places = List.copyOf(reference.places().keySet());
        Place place = places.get(random.nextInt(places.size()));
        Fault fault = new Fault(place, 1 + random.nextInt(reference.places().get(place)), Fault.Action.KILL);
        return counted(program.run(scenario, directory, fault), "", "in ");
    }

    private Lives.Life counted(Lives.Life life, String time, String relation) {
        if (life.isKilled()) {
            kills++;
            String last = life.log().isEmpty()
                    ? "start"
                    : Place.of(life.log().getLast()).toString();
            System.out.println("  killed " + time + relation + last);
            killsByPlace.merge(relation + last, 1, Integer::sum);
        }
        return life;
    }

    /** Prints the numbers; returns whether no fault was found. */
    boolean summarize() {
        System.out.printf(
                "%d kills; %d times a command ended after them; %d faults found%n", kills, ends, failures.size());
        killsByPlace.forEach((place, number) -> System.out.printf("%5d %s%n", number, place));
        failures.forEach(failure -> System.out.println("FAULT " + failure));
        return failures.isEmpty();
    }
}
