package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs scenarios, each in a directory that exists. */
interface Lives {
    /** The exit code after SIGKILL. */
    int KILLED = 128 + 9;

    /**
     * How a life ended.
     *
     * @param code of the exit
     * @param error its standard error
     * @param log of the library: a line for each call
     * @param took its duration
     */
    record Life(int code, String error, List<String> log, Duration took) {}

    /** Runs a scenario until it ends. */
    Life run(Scenario scenario, Path directory) throws IOException;

    /** Runs a scenario with a fault until it ends. */
    Life run(Scenario scenario, Path directory, Fault fault) throws IOException;
}
