package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import wgan.data.AtomicFile;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.Tensor;

/**
 * A run on disk: a safetensors file with every tensor of the objective, the sums of the losses, where the run stands, and
 * its hyper-parameters.
 *
 * <p>No random state is in it: everything random is a function of the seed and of where the run stands.
 */
final class Checkpoint {
    /** Changes whenever the meaning of what is written does. */
    private static final String VERSION = "1";

    private static final String VERSION_KEY = "wgan.checkpoint";
    private static final String EPOCH_KEY = "epoch";
    private static final String STEP_KEY = "step";
    private static final String STEPS_KEY = "steps";
    private static final String IMAGES_KEY = "images"; // a fingerprint; not in files of older versions
    private static final String OPTION_PREFIX = "--";
    private static final String OBJECTIVE = "objective"; // as Rules has it

    private Checkpoint() {}

    static void write(
            Path file,
            TrainingConfig config,
            String images,
            Progress at,
            Map<String, Tensor> state,
            LossMean criticLoss,
            LossMean generatorLoss)
            throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(VERSION_KEY, VERSION);
        metadata.put(EPOCH_KEY, Integer.toString(at.epoch()));
        metadata.put(STEP_KEY, Integer.toString(at.step()));
        metadata.put(STEPS_KEY, Integer.toString(at.steps()));
        metadata.put(IMAGES_KEY, images);
        config.hyperparameters().forEach((option, value) -> metadata.put(OPTION_PREFIX + option, value.toString()));
        AtomicFile.write(file, out -> SafeTensors.write(out, withLosses(state, criticLoss, generatorLoss), metadata));
    }

    /**
     * Where the run in a file stood; reads no tensor.
     *
     * @param images the fingerprint of those that a run would go on with from there
     * @param run where that run stands, which has the number of epochs
     * @throws ModelFileException if that run cannot go on from there
     */
    static Progress place(Path file, TrainingConfig config, String images, Progress run) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return place(file, tensors.metadata(), config, images, run);
        }
    }

    private static Progress place(
            Path file, Map<String, String> metadata, TrainingConfig config, String images, Progress run)
            throws ModelFileException {
        requireVersion(file, metadata, "name another directory with --out");
        requireSame(file, config, metadata);
        int epoch = number(file, metadata, EPOCH_KEY);
        int step = number(file, metadata, STEP_KEY);
        int steps = number(file, metadata, STEPS_KEY);
        if (steps != run.steps()) {
            throw new ModelFileException(file + ": its run had " + steps + " steps an epoch, this one has "
                    + run.steps() + "; the data has changed, name another directory with --out");
        }
        if (!metadata.getOrDefault(IMAGES_KEY, images).equals(images)) {
            throw new ModelFileException(
                    file + ": its run learnt from other images than these; give the same --data to go"
                            + " on, name another directory with --out, or start over with --fresh");
        }
        if (step > steps) {
            throw new ModelFileException(
                    file + ": step is " + step + " of " + steps + " in an epoch; the file is damaged");
        }
        if (epoch >= TrainingConfig.MAX_EPOCHS) {
            throw new ModelFileException(file + ": epoch is " + epoch + ", expected at most "
                    + (TrainingConfig.MAX_EPOCHS - 1) + "; the file is damaged");
        }
        return new Progress(epoch, Math.max(run.epochs(), epoch + 1), step, steps);
    }

    /**
     * Sets the tensors and losses to what the file has.
     *
     * @return {@link #place(Path, TrainingConfig, String, Progress)}
     */
    static Progress read(
            Path file,
            TrainingConfig config,
            String images,
            Progress run,
            Map<String, Tensor> state,
            LossMean criticLoss,
            LossMean generatorLoss)
            throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            Progress at = place(file, tensors.metadata(), config, images, run);
            tensors.copyTo(withLosses(state, criticLoss, generatorLoss));
            Schedule schedule = Schedule.at(config.rules(), at);
            criticLoss.resume(schedule.criticUpdatesInEpoch());
            generatorLoss.resume(schedule.generatorUpdatesInEpoch());
            return at;
        }
    }

    private static Map<String, Tensor> withLosses(
            Map<String, Tensor> state, LossMean criticLoss, LossMean generatorLoss) {
        Map<String, Tensor> all = new LinkedHashMap<>(state);
        all.put("losses.critic", criticLoss.sum());
        all.put("losses.generator", generatorLoss.sum());
        return all;
    }

    /** The game that a run in a file plays. */
    static ObjectiveName objective(Path file, SafeTensors tensors) throws ModelFileException {
        requireVersion(file, tensors.metadata(), "train anew");
        try {
            return ObjectiveName.of(String.valueOf(tensors.metadata().get(OPTION_PREFIX + OBJECTIVE)));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage() + "; the file is damaged", e);
        }
    }

    private static void requireVersion(Path file, Map<String, String> metadata, String remedy)
            throws ModelFileException {
        String version = metadata.get(VERSION_KEY);
        if (!VERSION.equals(version)) {
            throw new ModelFileException(
                    file + ": is " + (version == null ? "no checkpoint" : "a checkpoint of version " + version)
                            + ", expected a checkpoint of version " + VERSION + "; " + remedy);
        }
    }

    private static void requireSame(Path file, TrainingConfig config, Map<String, String> metadata)
            throws ModelFileException {
        for (Map.Entry<String, Object> option : config.hyperparameters().entrySet()) {
            String name = OPTION_PREFIX + option.getKey();
            String before = metadata.get(name);
            if (before == null) {
                throw new ModelFileException(file + ": its run knew no " + name + ", as those of an older version; name"
                        + " another directory with --out, or start over with --fresh");
            }
            if (!option.getValue().toString().equals(before)) {
                throw new ModelFileException(file + ": its run had " + name + " " + before + ", this one has "
                        + option.getValue() + "; take the same value to go on, name another directory with --out, or"
                        + " start over with --fresh");
            }
        }
    }

    private static int number(Path file, Map<String, String> metadata, String key) throws ModelFileException {
        String text = String.valueOf(metadata.get(key));
        if (!text.matches("\\d{1,9}")) {
            throw new ModelFileException(
                    file + ": " + key + " is '" + text + "', expected a number; the file is damaged");
        }
        return Integer.parseInt(text);
    }
}
