package wgan.data;

/**
 * Is notified of the fetching of a dataset, in the thread that fetches.
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
     * @param what what is transferred, and from where, for users to read
     * @param bytes its size, or {@link #UNKNOWN_SIZE}
     */
    default void started(String what, long bytes) {}

    /** That many bytes have been transferred since the start. */
    default void progressed(long bytes) {}

    /** The transfer that started last has ended. */
    default void ended() {}

    /** There is something that the user should know, in one line. */
    default void noted(String line) {}
}
