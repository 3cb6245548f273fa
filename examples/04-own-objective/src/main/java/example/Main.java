package example;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.train.ConsoleLog;
import wgan.train.TrainingConfig;
import wgan.train.TrainingRun;

/** Trains with an objective and a layer that are not part of the library. */
public final class Main {
    private Main() {}

    /** Trains in the directory runs/hinge. */
    public static void main(String[] arguments) throws IOException {
        Dataset digits = Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, 1280, DataOptions.defaults());
        TrainingConfig config =
                TrainingConfig.defaults().withObjective(HingeGan.defaults()).withEpochs(1);
        var options = TrainingRun.Options.DEFAULT.withListener(new ConsoleLog(System.out));
        try (TrainingRun run = TrainingRun.open(Path.of("runs/hinge"), config, digits, options)) {
            run.train(() -> false);
            System.out.println("generator: " + run.directory().generatorFile());
        }
    }
}
