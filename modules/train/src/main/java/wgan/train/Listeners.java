package wgan.train;

import java.io.IOException;
import java.util.List;

/**
 * Several listeners as one: all of them are notified of each event, in the order given.
 *
 * <p>An event stops at the first listener that throws. Closing does not: it closes all of them, last to first, and then throws
 * the first exception, with the others suppressed.
 */
public final class Listeners implements TrainingListener {

    private final List<TrainingListener> listeners;

    /** Joins these listeners and owns them: closing this closes them. */
    public Listeners(List<? extends TrainingListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void started(Progress at) throws IOException {
        for (var listener : listeners) {
            listener.started(at);
        }
    }

    @Override
    public void stepped(Progress at) throws IOException {
        for (var listener : listeners) {
            listener.stepped(at);
        }
    }

    @Override
    public void measured(Progress at, Losses losses) throws IOException {
        for (var listener : listeners) {
            listener.measured(at, losses);
        }
    }

    @Override
    public void logged(Progress at, Losses means) throws IOException {
        for (var listener : listeners) {
            listener.logged(at, means);
        }
    }

    @Override
    public void sampled(Progress at, Samples samples) throws IOException {
        for (var listener : listeners) {
            listener.sampled(at, samples);
        }
    }

    @Override
    public void evaluated(Progress at, MeasuredFrechetDistance distance) throws IOException {
        for (var listener : listeners) {
            listener.evaluated(at, distance);
        }
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        for (var listener : listeners) {
            listener.epochFinished(at, means, samples);
        }
    }

    @Override
    public void rolledBack(Progress to, int count, DivergedException cause) throws IOException {
        for (var listener : listeners) {
            listener.rolledBack(to, count, cause);
        }
    }

    @Override
    public void checkpointing(Progress at) throws IOException {
        for (var listener : listeners) {
            listener.checkpointing(at);
        }
    }

    @Override
    public void finished(Progress at) throws IOException {
        for (var listener : listeners) {
            listener.finished(at);
        }
    }

    @Override
    public void close() throws IOException {
        closeFrom(0);
    }

    /** Closes these listeners last to first, as nested try-with-resources statements would. */
    private void closeFrom(int index) throws IOException {
        if (index < listeners.size()) {
            TrainingListener listener = listeners.get(index);
            try (listener) {
                closeFrom(index + 1);
            }
        }
    }
}
