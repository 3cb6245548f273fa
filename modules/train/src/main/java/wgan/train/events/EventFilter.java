package wgan.train.events;

/** Decides which events of a history are kept. */
@FunctionalInterface
public interface EventFilter {

    /** Returns whether an event with this tag and step is kept. */
    boolean keeps(String tag, long step);
}
