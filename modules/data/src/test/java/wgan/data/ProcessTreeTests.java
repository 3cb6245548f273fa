package wgan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the processes are a shell's")
final class ProcessTreeTests {

    /**
     * A shell whose child runs until it is killed; it prints the process id of the child. The child has no output of its own:
     * if a test fails, it must not keep a pipe of this build open.
     */
    private static final List<String> PARENT =
            List.of("sh", "-c", "sleep 600 < /dev/null > /dev/null 2>&1 & echo $!; wait");

    @Test
    void close_killsTheProcessAndItsChildren() throws Exception {
        Process parent;
        long child;
        try (ProcessTree tree = ProcessTree.start(new ProcessBuilder(PARENT))) {
            parent = tree.root();
            child = Long.parseLong(parent.inputReader(UTF_8).readLine());
            assertThat(ProcessHandle.of(child)).isPresent();
        }
        assertThat(parent.isAlive()).isFalse();
        assertEnds(child);
    }

    @Test
    void close_acceptsAProcessThatHasEnded() throws Exception {
        try (ProcessTree tree = ProcessTree.start(new ProcessBuilder("true"))) {
            assertThat(tree.root().waitFor()).isZero();
        }
    }

    @Test
    void signalToTheJvm_killsTheProcessAndItsChildren() throws Exception {
        try (OtherJvm other = OtherJvm.start(ParentProgram.class)) {
            long child = Long.parseLong(other.readLine());
            assertThat(ProcessHandle.of(child)).isPresent();
            other.terminate();
            other.awaitEnd();
            assertEnds(child);
        }
    }

    /** Starts the processes and waits for them. */
    static final class ParentProgram {

        private ParentProgram() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (ProcessTree tree = ProcessTree.start(new ProcessBuilder(PARENT).inheritIO())) {
                tree.root().waitFor();
            }
        }
    }

    /** Waits for the end of a process that has been killed. */
    static void assertEnds(long processId) throws Exception {
        Optional<ProcessHandle> process = ProcessHandle.of(processId);
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
