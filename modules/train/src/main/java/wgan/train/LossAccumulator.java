package wgan.train;

import java.util.ArrayList;
import java.util.List;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The sums of an epoch's losses, and the losses of single steps.
 *
 * <p>Losses are summed on the device, in f64, and are read only when {@link #means} or {@link #takeSteps} is called: training does not
 * wait for a GPU in between.
 */
final class LossAccumulator implements AutoCloseable {
    private static final int CRITIC = 0;
    private static final int CRITIC_SCORES = 1;
    private static final int GENERATOR = 2;

    private final Tensor sums; // (3), of the epoch so far
    private final List<PendingStep> pending = new ArrayList<>();
    private long criticUpdates; // of the epoch so far
    private long generatorUpdates;

    /**
     * The losses of a step that have not been read.
     *
     * @param sums (3), of the step
     */
    private record PendingStep(Progress at, long criticUpdates, Tensor sums) {}

    /**
     * The losses of a step.
     *
     * @param at the step
     */
    record StepLosses(Progress at, Losses losses) {}

    /** The sums at some point of an epoch: see {@link #mark}. */
    record Mark(Tensor sums, long criticUpdates) {}

    LossAccumulator(Device device) {
        sums = Tensor.zeros(DType.F64, device, GENERATOR + 1).removeFromScope();
    }

    /** Adds the loss of a critic update. */
    void add(CriticLoss loss) {
        add(CRITIC, loss.total());
        add(CRITIC_SCORES, loss.scores());
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

    /** Remembers the sums before a step whose losses {@link #measure} will take; for the open scope. */
    Mark mark() {
        return new Mark(sums.clone(), criticUpdates);
    }

    /** Takes the losses of a step in which both networks were updated. */
    void measure(Mark before, Progress at) {
        Tensor step = sums.sub(before.sums()).removeFromScope();
        pending.add(new PendingStep(at, criticUpdates - before.criticUpdates(), step));
    }

    /** Reads the losses of the steps that were measured since the last call; waits for the device. */
    List<StepLosses> takeSteps() {
        List<StepLosses> steps = new ArrayList<>();
        for (PendingStep step : pending) {
            try (Tensor read = step.sums()) {
                steps.add(new StepLosses(step.at(), losses(read, step.criticUpdates(), 1)));
            }
        }
        pending.clear();
        return steps;
    }

    /** Reads the mean losses of the epoch so far; waits for the device. */
    Losses means() {
        return losses(sums, criticUpdates, generatorUpdates);
    }

    private static Losses losses(Tensor sums, long criticUpdates, long generatorUpdates) {
        double[] read = sums.toDoubleArray();
        return new Losses(
                read[CRITIC] / criticUpdates,
                read[CRITIC_SCORES] / criticUpdates,
                read[GENERATOR] / generatorUpdates);
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
        try (var scope = TensorScope.open()) {
            pending.forEach(step -> step.sums().close());
        }
        pending.clear();
        sums.close();
    }
}
