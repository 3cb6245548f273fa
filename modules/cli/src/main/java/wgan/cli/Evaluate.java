package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.Datasets;
import wgan.data.PictureGrid;
import wgan.data.Split;
import wgan.evaluate.Evaluation;
import wgan.evaluate.Memorisation;
import wgan.evaluate.Overlap;
import wgan.evaluate.Quality;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.train.StatusLine;
import wgan.train.TrainedCritic;

/** The command that says how good a generator is. */
@Command(
        name = "evaluate",
        description = {
            "Measure how good a generator is, by what a classifier sees in its pictures and in the test set's.",
            "The classifier is trained once for each dataset, which takes about half a minute, and kept in the cache."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  wgan evaluate",
            "  wgan evaluate --model runs/wgan-gp --neighbours neighbours.png",
            "  wgan evaluate --model generator.safetensors --dataset fashion-mnist --json"
        })
public final class Evaluate implements Callable<Integer> {
    /** Pairs of a picture and its neighbour on the grid, four in each row. */
    private static final int PAIRS = 32;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            defaultValue = "runs/wgan",
            description = "A run directory or a safetensors file, PyTorch's too (default: ${DEFAULT-VALUE}).")
    private Path model;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many pictures it draws; figures of equal numbers compare (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "What the pictures follow from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--neighbours",
            paramLabel = "FILE",
            description = "Also write a PNG grid: pictures in the midst of real ones, each with the training picture"
                    + " nearest to it on its right.")
    private @Nullable Path neighbours;

    @Mixin
    private DataSource source;

    @Mixin
    private Computation computation;

    @Option(names = "--json", description = "Print one JSON object on standard output, and nothing else.")
    private boolean json;

    private Evaluate() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Evaluate(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        validate();
        PrintWriter err = spec.commandLine().getErr();
        TrainedOn run = TrainedOn.of(model);
        TrainedOn learnt = run.in(source.name(run.dataset()));
        DataOptions options = source.options(new TransferProgress(err, StatusLine.onStandardError()))
                .withSeed(learnt.seed());
        Device device = computation.prepare(err);
        try (Generator generator = Models.load(model, device);
                Evaluation evaluation = Evaluation.open(learnt.dataset(), options, new Seed(seed), device)) {
            float[] pictures = draw(generator, evaluation);
            Dataset training = learnt.open(options);
            Memorisation memorisation = evaluation.memorisation(pictures, training);
            Quality quality =
                    evaluation.evaluate(pictures).withCriticEstimate(criticEstimate(pictures, learnt, options, device));
            if (neighbours != null) {
                List<Integer> best = evaluation.bestCovered(pictures, PAIRS);
                PictureGrid.LAB.write(pairs(best, pictures, memorisation, training), neighbours);
            }
            Verdict verdict = new Verdict(model, learnt.dataset(), quality, memorisation);
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.println(json ? verdict.json() : verdict.table());
            stdout.flush();
        }
        return ExitCode.DONE;
    }

    private void validate() {
        computation.validate();
        source.name(); // refuses what it does not know
        if (samples <= Overlap.NEIGHBOURS || samples > Drawing.MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--samples is " + samples + ", expected " + (Overlap.NEIGHBOURS + 1) + " to " + Drawing.MOST);
        }
    }

    private float[] draw(Generator generator, Evaluation evaluation) throws ModelFileException {
        float[] pictures = evaluation.draw(generator, samples);
        for (float pixel : pictures) {
            if (Float.isNaN(pixel)) {
                throw new ModelFileException(
                        Models.fileOf(model) + ": draws not-a-numbers, expected pictures; its training"
                                + " has diverged, train anew with smaller learning rates");
            }
        }
        return pictures;
    }

    /** What the critic of the run makes of the pictures; null where there is none. */
    private @Nullable Double criticEstimate(float[] pictures, TrainedOn learnt, DataOptions options, Device device)
            throws IOException {
        Optional<TrainedCritic> found = TrainedCritic.ofRun(model, device);
        if (found.isEmpty()) {
            return null;
        }
        try (TrainedCritic critic = found.get()) {
            return critic.estimate(Datasets.open(learnt.dataset(), Split.TEST, options), pictures);
        }
    }

    /** The pixels of those pictures, each followed by its nearest neighbour's. */
    private static float[] pairs(List<Integer> which, float[] pictures, Memorisation memorisation, Dataset training) {
        float[] pixels = new float[2 * which.size() * Dataset.PICTURE_SIZE];
        for (int i = 0; i < which.size(); i++) {
            int picture = which.get(i);
            int neighbour = memorisation.neighbours().get(picture).index();
            int at = 2 * i * Dataset.PICTURE_SIZE;
            System.arraycopy(pictures, picture * Dataset.PICTURE_SIZE, pixels, at, Dataset.PICTURE_SIZE);
            System.arraycopy(training.scaled(neighbour, 1), 0, pixels, at + Dataset.PICTURE_SIZE, Dataset.PICTURE_SIZE);
        }
        return pixels;
    }
}
