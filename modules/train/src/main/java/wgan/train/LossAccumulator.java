package wgan.train;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * The sums of an epoch's losses, and the losses of single steps.
 *
 * <p>Losses are summed on the device, in f64, and are read only when {@link #read} is called: between its calls,
 * training does not wait for a GPU.
 */
final class LossAccumulator implements AutoCloseable {
    private static final int CRITIC = 0;
    private static final int CRITIC_SCORES = 1;
    private static final int GENERATOR = 2;
    private static final int SUMS = 3;

    private final boolean hasPenalty;
    private final Tensor sums; // (3), of the epoch so far
    private final Map<Progress, PendingStep> pending = new LinkedHashMap<>();
    private @Nullable PendingStep measured; // before the step that is being measured
    private long criticUpdates; // of the epoch so far
    private long generatorUpdates;

    /**
     * The losses of a step that have not been read from the device.
     *
     * @param sums (3)
     */
    private record PendingStep(long criticUpdates, Tensor sums) {}

    /**
     * Creates an accumulator without losses.
     *
     * @param hasPenalty whether the critic's loss has a penalty; if so, the part without it is accumulated, too
     */
    LossAccumulator(Device device, boolean hasPenalty) {
        this.hasPenalty = hasPenalty;
        sums = Tensor.zeros(DType.F64, device, SUMS).removeFromScope();
    }

    /** Adds the loss of a critic update. */
    void add(CriticLoss loss) {
        add(CRITIC, loss.total());
        if (hasPenalty) {
            add(CRITIC_SCORES, loss.scores());
        }
        criticUpdates++;
    }

    /** Adds the loss of a generator update, 0-dimensional. */
    void addGenerator(Tensor loss) {
        add(GENERATOR, loss);
        generatorUpdates++;
    }

    private void add(int index, Tensor loss) {
        try (Tensor sum = sums.select(0, index)) {
            sum.add_(loss, 1);
        }
    }

    /** Starts to measure a step in which both networks are updated. */
    void beginMeasurement() {
        measured = new PendingStep(criticUpdates, sums.clone().removeFromScope());
    }

    /**
     * Ends the measurement of a step.
     *
     * @param at the step
     */
    void endMeasurement(Progress at) {
        PendingStep before = requireNonNull(measured);
        measured = null;
        try (Tensor sumsBefore = before.sums()) {
            Tensor step = sums.sub(sumsBefore).removeFromScope();
            pending.put(at, new PendingStep(criticUpdates - before.criticUpdates(), step));
        }
    }

    /**
     * Losses that were read from the device.
     *
     * @param steps the losses of the steps that were measured since the last reading, in their order
     * @param means the mean losses of the epoch so far; NaN of a network that has not been updated in it
     */
    record Reading(Map<Progress, Losses> steps, Losses means) {}

    /** Reads all losses by one copy from the device, and waits for it. */
    Reading read() {
        List<Tensor> rows = new ArrayList<>();
        pending.values().forEach(step -> rows.add(step.sums()));
        rows.add(sums);
        double[] read;
        try (Tensor stacked = Tensor.stack(rows, 0)) { // (n + 1, 3)
            read = stacked.toDoubleArray();
        }
        Map<Progress, Losses> steps = new LinkedHashMap<>();
        pending.forEach((at, step) -> steps.put(at, losses(read, steps.size(), step.criticUpdates(), 1)));
        Losses means = losses(read, steps.size(), criticUpdates, generatorUpdates);
        closePending();
        return new Reading(steps, means);
    }

    private Losses losses(double[] read, int row, long criticUpdates, long generatorUpdates) {
        int first = row * SUMS;
        return new Losses(
                read[first + CRITIC] / criticUpdates,
                hasPenalty ? OptionalDouble.of(read[first + CRITIC_SCORES] / criticUpdates) : OptionalDouble.empty(),
                read[first + GENERATOR] / generatorUpdates);
    }

    private void closePending() {
        pending.values().forEach(step -> step.sums().close());
        pending.clear();
    }

    /** Starts a new epoch. */
    void reset() {
        sums.zero_();
        criticUpdates = 0;
        generatorUpdates = 0;
    }

    /** Returns the sums, for a checkpoint to read or write. */
    Tensor sums() {
        return sums;
    }

    long criticUpdates() {
        return criticUpdates;
    }

    long generatorUpdates() {
        return generatorUpdates;
    }

    /** Sets the numbers of updates that {@link #sums} contains, from a checkpoint. */
    void resume(long criticUpdates, long generatorUpdates) {
        this.criticUpdates = criticUpdates;
        this.generatorUpdates = generatorUpdates;
    }

    @Override
    public void close() {
        closePending();
        if (measured != null) {
            measured.sums().close();
        }
        sums.close();
    }
}
