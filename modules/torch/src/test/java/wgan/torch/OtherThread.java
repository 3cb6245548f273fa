package wgan.torch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Runs an action on another thread and waits for its end. */
final class OtherThread {
    private OtherThread() {}

    /** Runs an action on a new platform thread, and throws what the action throws. */
    static void run(Runnable action) {
        runOn(task -> Thread.ofPlatform().name("other").start(task), action);
    }

    static void runVirtual(Runnable action) {
        runOn(Thread.ofVirtual()::start, action);
    }

    private static void runOn(Executor start, Runnable action) {
        FutureTask<Void> task = new FutureTask<>(action, null);
        start.execute(task);
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
