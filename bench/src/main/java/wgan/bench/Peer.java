package wgan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the programs that are compared, each in a process that follows the {@link Protocol}.
 *
 * @param name its name in the results
 * @param command the program and its arguments
 * @param environment environment variables of its process, beside the inherited ones
 */
record Peer(String name, List<String> command, Map<String, String> environment) {
    /** Returns a peer that is written in Java, with the JDK and the class path of this program; see {@link PeerProgram#workload}. */
    static Peer java(String name, Object... workload) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", // synthetic digits are rendered in memory
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PeerProgram.class.getName()));
        for (Object argument : workload) {
            command.add(argument.toString());
        }
        return new Peer(name, List.copyOf(command), Map.of());
    }

    /** Returns this peer with other environment variables. */
    Peer with(Map<String, String> variables) {
        return new Peer(name, command, variables);
    }
}
