package wgan.data;

/**
 * Receives the events of the fetching of a dataset, or of the import of images, in the thread that does it.
 *
 * <p>A transfer starts, progresses any number of times, and ends, whether it succeeds or fails. Transfers do not overlap.
 */
public interface TransferListener {

    /** Does nothing. */
    TransferListener NONE = new TransferListener() {};

    /** The size of a transfer whose size is unknown at its start. */
    long UNKNOWN_SIZE = -1;

    /** What the amounts of a transfer count. */
    enum Unit {
        /** Bytes of a file that is fetched. */
        BYTES,
        /** Own images that are examined or decoded. */
        IMAGES
    }

    /**
     * A transfer starts.
     *
     * @param what the file and its source, or what is done with the images, as text for the user
     * @param amount the amount of the whole transfer, or {@link #UNKNOWN_SIZE}
     * @param unit that of {@code amount}, and of the amounts of {@link #progressed}
     */
    default void started(String what, long amount, Unit unit) {}

    /**
     * A part of the transfer is done.
     *
     * @param amount what is done since the start, in the unit of the transfer
     */
    default void progressed(long amount) {}

    /** The transfer that started last has ended. */
    default void ended() {}

    /**
     * There is a note for the user.
     *
     * @param line one line of text
     */
    default void noted(String line) {}
}
