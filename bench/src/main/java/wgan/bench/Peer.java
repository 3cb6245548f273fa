package wgan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something to compare: how to start its process, which speaks the protocol of {@link PeerProgram}.
 *
 * @param name as results have it
 * @param command program and arguments
 * @param environment variables that are set for it alone
 */
record Peer(String name, List<String> command, Map<String, String> environment) {
    /** A peer written in Java, on the JDK and class path of this program; see {@link PeerProgram#workload}. */
    static Peer java(String name, Object... workload) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", // synthetic digits are drawn in memory
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PeerProgram.class.getName()));
        for (Object argument : workload) {
            command.add(argument.toString());
        }
        return new Peer(name, List.copyOf(command), Map.of());
    }

    /** This peer with other variables. */
    Peer with(Map<String, String> variables) {
        return new Peer(name, command, variables);
    }
}
