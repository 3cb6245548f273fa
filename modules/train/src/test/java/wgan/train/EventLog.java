package wgan.train;

import java.util.ArrayList;
import java.util.List;

/** Collects the events of a run as text that can be compared: {@code logged 1/3 Losses[…]}. */
class EventLog implements TrainingListener {

    private final List<String> events = new ArrayList<>();

    /** Returns the events so far, in order. */
    final List<String> events() {
        return events;
    }

    @Override
    public void started(Progress at) {
        events.add("started " + place(at));
    }

    @Override
    public void stepped(Progress at) {
        events.add("stepped " + place(at));
    }

    @Override
    public void logged(Progress at, Losses means) {
        events.add("logged " + place(at) + " " + means);
    }

    @Override
    public void measured(Progress at, Losses losses) {
        events.add("measured " + place(at) + " " + losses);
    }

    @Override
    public void sampled(Progress at, Samples samples) {
        events.add("sampled " + place(at));
    }

    @Override
    public void evaluated(Progress at, MeasuredFrechetDistance distance) {
        events.add("evaluated " + place(at) + " " + distance);
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) {
        events.add("epochFinished " + place(at) + " " + means);
    }

    @Override
    public void finished(Progress at) {
        events.add("finished " + place(at));
    }

    private static String place(Progress at) {
        return at.epoch() + "/" + at.step();
    }
}
