package wgan.train;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import wgan.torch.Tensor;

/**
 * How several processes train one run together: each computes the gradients of its share of every batch, and all apply their sum.
 *
 * <p>Every process has the same configuration and the same images. It takes its share of the same shuffled batches and of the same
 * random numbers, so that the run is the same function of the seed for any number of processes, except for rounding. With an equal number
 * of processes its bits are equal.
 *
 * @param processes that train; one of them is this process
 * @param batchNorm whose statistics batch normalization uses
 */
public record DataParallel(Collective processes, BatchNormStatistics batchNorm) {
    /** The statistics of batch normalization in training. */
    public enum BatchNormStatistics {
        /** Those of the whole batch, as one process computes them; PyTorch's {@code SyncBatchNorm}. */
        SYNC,
        /**
         * Those of the share of each process: no communication, but smaller batches, so another function. The running statistics that
         * are saved are those of rank 0.
         */
        LOCAL;

        /** Returns the name in files and on command lines. */
        @Override
        public String toString() {
            return this == SYNC ? "sync" : "local";
        }
    }

    /** A run of one process. */
    public static final DataParallel NONE = new DataParallel(Collective.SINGLE, BatchNormStatistics.SYNC);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no process, or this one is not one of them
     */
    public DataParallel {
        requireNonNull(batchNorm);
        int rank = processes.rank();
        int size = processes.size();
        if (rank < 0 || rank >= size) {
            throw new IllegalArgumentException("processes: rank is " + rank + " of " + size
                    + " processes, expected 1 process or more and a rank from 0 to their number less 1");
        }
    }

    /** Returns whether there is more than one process. */
    public boolean hasSeveralProcesses() {
        return processes.size() > 1;
    }

    /** Returns whether this process writes the files of the run: that of rank 0. */
    public boolean isRoot() {
        return processes.rank() == 0;
    }

    /** Returns whether batch normalization needs the statistics of other processes. */
    boolean synchronizesBatchNorm() {
        return hasSeveralProcesses() && batchNorm == BatchNormStatistics.SYNC;
    }

    /**
     * Checks that all processes train the same: they would exchange tensors of different meaning, or wait for ever. All of them call this.
     *
     * @throws UnequalProcessesException in all of them if one has another configuration, batch normalization or dataset than rank 0
     */
    void requireEqual(TrainingConfig config, DatasetIdentity dataset) {
        if (!hasSeveralProcesses()) {
            return;
        }
        String settings = settings(config, dataset);
        long[] own = {settings.hashCode(), settings.length()};
        long[] differs = new long[processes.size()];
        try (Tensor root = Tensor.of(own, own.length)) {
            processes.broadcast(root);
            differs[processes.rank()] = Arrays.equals(root.toLongArray(), own) ? 0 : 1;
        }
        try (Tensor all = Tensor.of(differs, differs.length)) {
            processes.allReduce(all);
            differs = all.toLongArray();
        }
        for (int rank = 0; rank < differs.length; rank++) {
            if (differs[rank] != 0) {
                throw new UnequalProcessesException("process " + rank + " of " + differs.length
                        + " has other settings or images than process 0; start all of them with the same");
            }
        }
    }

    private String settings(TrainingConfig config, DatasetIdentity dataset) {
        Map<String, Object> values = new LinkedHashMap<>(config.hyperparameters());
        values.put("epochs", config.epochs());
        values.put("batch_norm", batchNorm);
        values.putAll(dataset.values());
        return values.toString();
    }

    /**
     * Checks that every process has a share of every batch.
     *
     * @param config of the run
     * @param images number of images in an epoch
     * @throws HyperparameterException if a batch is too small
     */
    void require(TrainingConfig config, int images) {
        int each = synchronizesBatchNorm() ? 1 : 2; // batch normalization has no variance in a batch of one
        int needed = each * processes.size();
        int last = images % config.batchSize();
        HyperparameterException.require(
                !hasSeveralProcesses() || (config.batchSize() >= needed && (last == 0 || last >= needed)),
                "batch_size",
                config.batchSize(),
                "one with which every batch, also the last of " + images + " images, has " + needed
                        + " images or more for " + processes.size() + " processes");
    }
}
