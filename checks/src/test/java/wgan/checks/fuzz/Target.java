package wgan.checks.fuzz;

import java.util.List;

/** What reads input that others write: files, requests, variables of the environment. Used by one thread. */
interface Target {
    /** Returns small inputs from which others are made; valid ones must be read without an exception. */
    List<byte[]> seeds() throws Exception;

    /** Returns words of the format, which are inserted. */
    default List<String> words() {
        return List.of();
    }

    /** Returns the documented exceptions for bad input. */
    List<Class<? extends Exception>> refusals();

    /**
     * Reads an input, and checks what was read.
     *
     * @throws Exception one of {@link #refusals}; everything else is a fault
     */
    void read(byte[] input) throws Exception;
}
