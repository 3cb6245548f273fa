package wgan.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process with all processes that it started. All are killed when this is closed, and when this JVM is ended by a signal.
 *
 * <p>Used by one thread.
 */
final class ProcessTree implements AutoCloseable {

    /** How long to wait for killed processes, which normally takes milliseconds. */
    private static final long KILL_TIMEOUT_SECONDS = 5;

    private final Thread hook = new Thread(this::kill, "wgan-kill-processes");
    private Process root; // null until it is started
    private boolean isKilled;

    private ProcessTree() {}

    /** Starts a process. */
    static ProcessTree start(ProcessBuilder builder) throws IOException {
        ProcessTree tree = new ProcessTree();
        try {
            // First: a signal may come as soon as the process runs.
            Runtime.getRuntime().addShutdownHook(tree.hook);
        } catch (IllegalStateException e) {
            throw shuttingDown();
        }
        try {
            tree.startRoot(builder);
            return tree;
        } catch (IOException | RuntimeException e) {
            tree.close();
            throw e;
        }
    }

    /** A signal that comes meanwhile waits for the lock, and then kills what was started. */
    private synchronized void startRoot(ProcessBuilder builder) throws IOException {
        if (isKilled) {
            throw shuttingDown();
        }
        root = builder.start();
    }

    private static IOException shuttingDown() {
        return new InterruptedIOException("the JVM is shutting down");
    }

    /** The process that was started first. */
    synchronized Process root() {
        return root;
    }

    /** Kills the processes that still run, and waits for their end. */
    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook has no process to kill.
        }
    }

    private synchronized void kill() {
        isKilled = true;
        if (root == null) {
            return;
        }
        // Listed first: the children of a dead process are no longer found through it.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root.toHandle()), root.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // Not interruptible: the caller may be here because it was interrupted.
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, KILL_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
