package wgan.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Resources that are closed together, the last one first. An object that owns several resources closes them with it, also
 * when its constructor fails.
 */
final class ResourceStack implements AutoCloseable {
    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** Adds a resource and returns it. */
    <T> T push(T resource, Consumer<? super T> closer) {
        closers.push(() -> closer.accept(resource));
        return resource;
    }

    /** Closes all resources, also if one of them throws; a second call does nothing. */
    @Override
    public void close() {
        Runnable closer = closers.poll();
        if (closer != null) {
            try {
                closer.run();
            } finally {
                close();
            }
        }
    }
}
