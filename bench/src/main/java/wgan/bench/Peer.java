package wgan.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the programs that are compared, each in a process that follows the {@link Protocol}.
 *
 * @param name its name in the results
 * @param command the program and its arguments
 * @param environment environment variables of its process, beside those that the {@link PeerEnvironment} keeps
 * @param limit the time within which it must be ready, and must answer each request; else its process is ended
 */
record Peer(String name, List<String> command, Map<String, String> environment, Duration limit) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Returns a peer with the usual time limit. */
    Peer(String name, List<String> command, Map<String, String> environment) {
        this(name, command, environment, LIMIT);
    }

    /** Returns a peer that is written in Java, with the JDK and the class path of this program; see {@link PeerProgram#workload}. */
    static Peer java(String name, Object... workload) {
        List<String> command = javaProgram(PeerProgram.class);
        for (Object argument : workload) {
            command.add(argument.toString());
        }
        return new Peer(name, List.copyOf(command), Map.of());
    }

    /** Returns the command line of a class of this program, without arguments. */
    static List<String> javaProgram(Class<?> program) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", // synthetic digits are rendered in memory
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    }

    /** Returns this peer with other environment variables. */
    Peer with(Map<String, String> variables) {
        return new Peer(name, command, variables, limit);
    }

    /** Returns this peer with another time limit. */
    Peer within(Duration time) {
        return new Peer(name, command, environment, time);
    }
}
