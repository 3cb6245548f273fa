package wgan.torch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Runs something on a thread of its own and waits for it. */
final class OtherThread {
    private OtherThread() {}

    /** What the action throws there is thrown here. */
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
