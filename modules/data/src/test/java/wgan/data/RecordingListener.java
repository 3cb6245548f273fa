package wgan.data;

import java.util.ArrayList;
import java.util.List;

/** Records what it is notified of. */
final class RecordingListener implements TransferListener {

    final List<String> events = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    long lastProgress;

    @Override
    public void started(String what, long bytes, Unit unit) {
        events.add("started " + what + ", " + bytes);
    }

    @Override
    public void progressed(long bytes) {
        lastProgress = bytes;
    }

    @Override
    public void ended() {
        events.add("ended");
    }

    @Override
    public void noted(String line) {
        notes.add(line);
    }
}
