package wgan.data;

/**
 * Receives the events of the fetching of a dataset, in the thread that fetches.
 *
 * <p>A transfer starts, progresses any number of times, and ends, whether it succeeds or fails. Transfers do not overlap.
 */
public interface TransferListener {

    /** Does nothing. */
    TransferListener NONE = new TransferListener() {};

    /** The size of a transfer whose size is unknown at its start. */
    long UNKNOWN_SIZE = -1;

    /**
     * A transfer starts.
     *
     * @param what the file and its source, as text for the user
     * @param bytes its size, or {@link #UNKNOWN_SIZE}
     */
    default void started(String what, long bytes) {}

    /**
     * A part of the transfer is done.
     *
     * @param bytes the number of bytes transferred since the start
     */
    default void progressed(long bytes) {}

    /** The transfer that started last has ended. */
    default void ended() {}

    /**
     * There is a note for the user.
     *
     * @param line one line of text
     */
    default void noted(String line) {}
}
