package wgan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import wgan.bench.Protocol.Answer;
import wgan.bench.Protocol.Ready;

/**
 * The process of a {@link Peer}. Between requests it waits and uses no processor time.
 *
 * <p>The process ends when this is closed, and also when this program ends. For use by one thread.
 */
final class PeerProcess implements AutoCloseable {
    private static final long EXIT_TIMEOUT_SECONDS = 10;
    private static final double MILLIS_IN_SECOND = 1e3;

    private final Peer peer;
    private final Process process;
    private final Path log; // its standard error
    private final BufferedReader answers;
    private final List<String> trace = new ArrayList<>();
    private final String engine;

    private PeerProcess(Peer peer, Process process, Path log) throws PeerException {
        this.peer = peer;
        this.process = process;
        this.log = log;
        answers = process.inputReader(StandardCharsets.UTF_8);
        engine = answer(Ready.class).engine();
    }

    /**
     * Starts a peer and waits until it is ready.
     *
     * @param log the file for its standard error
     * @throws PeerException if it does not become ready
     */
    static PeerProcess start(Peer peer, Path log) throws PeerException {
        ProcessBuilder builder = new ProcessBuilder(peer.command()).redirectError(log.toFile());
        PeerEnvironment.replace(builder.environment(), peer.environment());
        try {
            return new PeerProcess(peer, builder.start(), log);
        } catch (IOException e) {
            throw new PeerException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns what does the work, as the peer states it. */
    String engine() {
        return engine;
    }

    /**
     * Lets the peer measure.
     *
     * @param iterations the number of values
     * @throws PeerException if the process has ended, exceeds its time limit, or its answer is malformed
     */
    Answer measure(int iterations) throws PeerException {
        trace.clear();
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(Protocol.MEASURE + iterations + "\n")
                    .flush();
        } catch (IOException e) {
            throw failure(e);
        }
        Answer answer = answer(Answer.class);
        if (answer.values().size() != iterations) {
            throw new PeerException("the answer has " + answer.values().size() + " values, expected " + iterations);
        }
        return answer;
    }

    /** Returns the lines of the peer's {@linkplain Protocol#isTrace trace} since the last request. */
    List<String> trace() {
        return List.copyOf(trace);
    }

    private <T> T answer(Class<T> type) throws PeerException {
        try (TimeLimit time = TimeLimit.of(process, peer.limit())) {
            String line = answers.readLine();
            while (line != null && Protocol.isTrace(line)) {
                trace.add(line);
                line = answers.readLine();
            }
            if (time.exceeded()) {
                process.waitFor();
                throw new PeerException(
                        "no answer within " + peer.limit().toMillis() / MILLIS_IN_SECOND + " s; its process was ended");
            }
            if (line == null) {
                throw failure(null);
            }
            return Protocol.JSON.readValue(line, type);
        } catch (IOException | JacksonException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        }
    }

    /** Ends the process and returns the reason of the failure: the last line of its standard error. */
    private PeerException failure(@Nullable Exception cause) {
        close();
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return new PeerException(
                    lines.isEmpty()
                            ? "no answer, and no reason in " + log
                            : lines.getLast().strip(),
                    cause);
        } catch (IOException e) {
            return new PeerException("no answer, and " + log + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // The process cannot be sent requests any more, which is the purpose.
        }
        try {
            if (process.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TimeLimit.end(process);
    }
}
