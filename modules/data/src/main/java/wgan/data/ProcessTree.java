package wgan.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process with all processes that it has started. All are killed when this object is closed, and when a signal ends this
 * JVM.
 *
 * <p>Used by one thread.
 */
final class ProcessTree implements AutoCloseable {

    /** The longest wait for the end of killed processes, which normally takes milliseconds. */
    private static final long KILL_TIMEOUT_SECONDS = 5;

    private final Thread hook = new Thread(this::kill, "wgan-kill-processes");
    private Process root; // null until it is started
    private boolean isKilled;

    private ProcessTree() {}

    /** Starts a process. */
    static ProcessTree start(ProcessBuilder builder) throws IOException {
        ProcessTree tree = new ProcessTree();
        try {
            // Before the process starts: a signal may arrive as soon as it runs.
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

    /** Starts the process under the lock: a shutdown hook that runs meanwhile waits for the lock, and then kills the process. */
    private synchronized void startRoot(ProcessBuilder builder) throws IOException {
        if (isKilled) {
            throw shuttingDown();
        }
        root = builder.start();
    }

    private static IOException shuttingDown() {
        return new InterruptedIOException("the JVM is shutting down");
    }

    /** Returns the process that was started first. */
    synchronized Process root() {
        return root;
    }

    /** Kills the processes that still run, and waits for their end. A second call does nothing. */
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
        // The list comes first: the children of a process that has ended are no longer its descendants.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root.toHandle()), root.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // Not interruptible: the caller may be here because it was interrupted.
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, KILL_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
