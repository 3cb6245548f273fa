package wgan.train;

import java.util.Objects;

/**
 * The part of a batch that a process computes with: consecutive samples. The parts of all processes differ by one sample at most.
 *
 * @param from the first sample
 * @param to the sample after the last
 * @param batch B, samples in the batch
 */
record Shard(int from, int to, int batch) {
    /**
     * Returns the part of a process.
     *
     * @throws IndexOutOfBoundsException if the rank is not less than the number of processes
     */
    static Shard of(int batch, Collective processes) {
        int size = processes.size();
        long rank = Objects.checkIndex(processes.rank(), size);
        return new Shard((int) (batch * rank / size), (int) (batch * (rank + 1) / size), batch);
    }

    int size() {
        return to - from;
    }

    /** Returns whether it is the whole batch. */
    boolean isWhole() {
        return size() == batch;
    }

    /** Returns its part of the batch: the weight of its mean in that of the batch. */
    double weight() {
        return (double) size() / batch;
    }
}
