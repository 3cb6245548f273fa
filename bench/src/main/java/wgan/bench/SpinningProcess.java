package wgan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A process that keeps one processor busy until this is closed or this program ends, in whatever way. */
final class SpinningProcess implements AutoCloseable {
    private static final String READY = "spinning";

    private final Process process;

    private SpinningProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the process and waits until it spins.
     *
     * @throws PeerException if it does not start
     */
    static SpinningProcess start() throws PeerException {
        try {
            Process process = new ProcessBuilder(Peer.javaProgram(SpinningProcess.class))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            SpinningProcess spinning = new SpinningProcess(process);
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            if (!READY.equals(output.readLine())) {
                spinning.close();
                throw new PeerException("the spinning process did not start");
            }
            return spinning;
        } catch (IOException e) {
            throw new PeerException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the process. */
    Process process() {
        return process;
    }

    /** The program of the process: one thread spins, the other waits for the end of the input, which comes when the parent ends. */
    public static void main(String[] arguments) throws IOException {
        Thread spinning = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        spinning.setDaemon(true);
        spinning.start();
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is sent.
        }
    }

    @Override
    public void close() {
        TimeLimit.end(process);
        process.onExit().join();
    }
}
