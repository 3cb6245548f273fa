package wgan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import wgan.bench.Protocol.Answer;
import wgan.bench.Protocol.Ready;

/**
 * A {@link Peer} that runs. While it is not asked, it sleeps and costs memory only.
 *
 * <p>It ends when this is closed, and by itself when this program does.
 */
final class PeerProcess implements AutoCloseable {
    /** What sizes thread pools or adds options to a JVM: no peer shall inherit it unseen. */
    private static final List<String> NOT_INHERITED = List.of(
            "OMP_NUM_THREADS",
            "OMP_WAIT_POLICY",
            "GOMP_SPINCOUNT",
            "MKL_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS");

    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Path log; // its standard error
    private final BufferedReader answers;
    private final String engine;

    private PeerProcess(Process process, Path log) throws PeerException {
        this.process = process;
        this.log = log;
        answers = process.inputReader(StandardCharsets.UTF_8);
        engine = answer(Ready.class).engine();
    }

    /**
     * Starts a peer and waits until it is ready.
     *
     * @param log the file for its standard error
     * @throws PeerException if it does not get ready
     */
    static PeerProcess start(Peer peer, Path log) throws PeerException {
        ProcessBuilder builder = new ProcessBuilder(peer.command()).redirectError(log.toFile());
        builder.environment().keySet().removeAll(NOT_INHERITED);
        builder.environment().putAll(peer.environment());
        try {
            return new PeerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new PeerException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What it said of itself. */
    String engine() {
        return engine;
    }

    /**
     * Has it measure.
     *
     * @param iterations how many values are wanted
     * @throws PeerException if it has ended, or answers something else
     */
    Answer measure(int iterations) throws PeerException {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(Protocol.MEASURE + iterations + "\n")
                    .flush();
        } catch (IOException e) {
            throw failure(e);
        }
        Answer answer = answer(Answer.class);
        if (answer.values().size() != iterations) {
            throw new PeerException("it was asked for " + iterations + " values, but answered "
                    + answer.values().size());
        }
        return answer;
    }

    private <T> T answer(Class<T> type) throws PeerException {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw failure(null);
            }
            return Protocol.JSON.readValue(line, type);
        } catch (IOException | JacksonException e) {
            throw failure(e);
        }
    }

    /** Ends it, and says why it did not answer: what it said last. */
    private PeerException failure(@Nullable Exception cause) {
        close();
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return new PeerException(
                    lines.isEmpty()
                            ? "it did not answer, and said nothing in " + log
                            : lines.getLast().strip(),
                    cause);
        } catch (IOException e) {
            return new PeerException("it did not answer, and " + log + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // It takes no more requests, which is all that is wanted.
        }
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
