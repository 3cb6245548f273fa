package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs scenarios, each in a directory that exists. */
interface Lives {
    /**
     * How a life ended.
     *
     * @param code of the exit
     * @param error its standard error
     * @param log of the library: a line for each call
     * @param took its duration
     */
    record Life(int code, String error, List<String> log, Duration took) {
        private static final int SIGKILL = 9;
        private static final int SIGABRT = 6;

        /**
         * Returns whether SIGKILL has ended the program, or a process of its launcher. The exit code of MPICH's launcher is the signal of a
         * process, and its library UCX aborts one that reads from the memory of a process that was killed.
         */
        boolean isKilled() {
            return code == 128 + SIGKILL || code == SIGKILL || (code == SIGABRT && error.contains("/libucs.so"));
        }
    }

    /** Runs a scenario until it ends. */
    Life run(Scenario scenario, Path directory) throws IOException;

    /** Runs a scenario with a fault until it ends. */
    Life run(Scenario scenario, Path directory, Fault fault) throws IOException;
}
