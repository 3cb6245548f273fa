package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import wgan.model.Generator;
import wgan.torch.Device;

/** The command that draws digits with a trained generator. */
@Command(
        name = "sample",
        description = "Draw digits with a trained generator.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  wgan sample --out digits.png",
            "  wgan sample --out row.png --seeds 3,17,42 --columns 3",
            "  wgan sample --out many-idx3-ubyte -n 10000 --seed 1"
        })
public final class Sample implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "digits.png",
            description =
                    "The file to write: a PNG grid, or, if its name ends in -idx3-ubyte or .gz, the pictures in MNIST's"
                            + " own format (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            defaultValue = "runs/wgan",
            description = "A run directory or a safetensors file, PyTorch's too (default: ${DEFAULT-VALUE}).")
    private Path model;

    @Option(names = "--columns", paramLabel = "N", description = "Pictures in a row of the grid (default: 8).")
    private @Nullable Integer columns;

    @ArgGroup
    private Choice choice = new Choice();

    @Mixin
    private Computation computation;

    @Option(names = "--json", description = "Print one JSON object on standard output, and nothing else.")
    private boolean json;

    /** Which pictures: so many from one seed, or one from each of many. */
    private static final class Choice {
        @ArgGroup(exclusive = false)
        private FromOneSeed one = new FromOneSeed();

        @Option(
                names = "--seeds",
                paramLabel = "LIST",
                converter = Seeds.Converter.class,
                description = "One picture from each of these seeds, such as 0-63 or 3,17,42.")
        private @Nullable Seeds many;
    }

    private static final class FromOneSeed {
        @Option(
                names = {"-n", "--count"},
                paramLabel = "N",
                description = "How many pictures (default: 64).")
        private int count = Drawing.COUNT;

        @Option(names = "--seed", paramLabel = "S", description = "What the pictures follow from (default: 0).")
        private long seed;
    }

    private Sample() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Sample(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        validate();
        PrintWriter err = spec.commandLine().getErr();
        Device device = computation.prepare(err);
        try (Generator generator = Models.load(model, device)) {
            float[] latents = choice.many == null
                    ? Drawing.latents(choice.one.seed, choice.one.count, generator.latentSize())
                    : Drawing.latents(choice.many, generator.latentSize());
            Drawing.draw(generator, latents, columns == null ? Drawing.COLUMNS : columns, out);
            report(latents.length / generator.latentSize(), device);
        }
        return ExitCode.DONE;
    }

    private void validate() {
        computation.validate();
        if (choice.one.count < 1 || choice.one.count > Drawing.MOST) {
            throw new ParameterException(
                    spec.commandLine(), "-n is " + choice.one.count + ", expected 1 to " + Drawing.MOST);
        }
        if (columns != null && columns < 1) {
            throw new ParameterException(spec.commandLine(), "--columns is " + columns + ", expected 1 or more");
        }
        if (columns != null && Drawing.isIdx(out)) {
            throw new ParameterException(
                    spec.commandLine(), "--columns is for a grid, but " + out + " is a file in MNIST's format");
        }
    }

    private void report(int count, Device device) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(JsonMapper.shared()
                    .createObjectNode()
                    .put("out", out.toString())
                    .put("count", count)
                    .put("model", model.toString())
                    .put("device", device.toString()));
        } else {
            stdout.println("wrote " + count + " digits to " + out);
        }
        stdout.flush();
    }
}
