package wgan.checks.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process, and those that it and its children have started. */
final class ProcessTree {
    /** How often the children are looked for: those of a process that has ended cannot be found. */
    private static final Duration PERIOD = Duration.ofMillis(20);

    private static final Duration TO_END = Duration.ofMinutes(1);

    private final Process root;
    private final boolean isLauncher;
    private final Set<ProcessHandle> others = new LinkedHashSet<>();

    /**
     * Begins to observe a process.
     *
     * @param isLauncher whether it is not the program itself, but starts that
     */
    ProcessTree(Process root, boolean isLauncher) {
        this.root = root;
        this.isLauncher = isLauncher;
    }

    /** Returns whether the process ends in a time. */
    boolean ends(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            root.descendants().forEach(others::add);
            long left = end - System.nanoTime();
            if (root.waitFor(Math.clamp(left, 0, PERIOD.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
        }
    }

    /** Ends the program by SIGKILL; of several that a launcher has started, one. */
    void kill(Random random) throws InterruptedException {
        if (isLauncher) {
            List<ProcessHandle> ranks = ranks();
            while (ranks.isEmpty() && !ends(PERIOD)) {
                ranks = ranks();
            }
            if (!ranks.isEmpty()) {
                ranks.get(random.nextInt(ranks.size())).destroyForcibly();
            }
        } else {
            killAll();
        }
    }

    /** Ends all by SIGKILL. */
    void killAll() {
        root.descendants().forEach(ProcessHandle::destroyForcibly);
        others.forEach(ProcessHandle::destroyForcibly);
        root.destroyForcibly();
    }

    private List<ProcessHandle> ranks() {
        return others.stream()
                .filter(process ->
                        process.isAlive() && process.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    /**
     * Waits for the children, after the process has ended, and returns its exit code.
     *
     * @throws FaultFoundException if one is left
     */
    int exitCode() throws IOException, InterruptedException {
        for (ProcessHandle other : others) {
            try {
                other.onExit().get(TO_END.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                String what = other.info().commandLine().orElse("");
                killAll();
                throw new FaultFoundException("process " + other.pid() + " is left: " + what);
            } catch (ExecutionException e) {
                throw new IOException(e);
            }
        }
        return root.exitValue();
    }
}
