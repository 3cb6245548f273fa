package wgan.data;

/**
 * Hears how the fetching of a dataset goes, in the thread that fetches.
 *
 * <p>A transfer starts, progresses any number of times, and ends, whether it succeeded or not; transfers do not overlap.
 */
public interface TransferListener {

    /** Hears nothing. */
    TransferListener NONE = new TransferListener() {};

    /** The size of a transfer that nobody knows beforehand. */
    long UNKNOWN_SIZE = -1;

    /**
     * A transfer starts.
     *
     * @param what what is transferred and from where, for a person to read
     * @param bytes how many bytes it will be, or {@link #UNKNOWN_SIZE}
     */
    default void started(String what, long bytes) {}

    /** So many bytes have been transferred since the start. */
    default void progressed(long bytes) {}

    /** The transfer that started last has ended. */
    default void ended() {}

    /** Something that the person at the screen should know, in one line. */
    default void noted(String line) {}
}
