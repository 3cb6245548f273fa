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
import tools.jackson.databind.node.ObjectNode;
import wgan.data.AtomicFile;
import wgan.model.Generator;
import wgan.model.LatentFile;
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
            "  wgan sample --out many-idx3-ubyte -n 10000 --seed 1",
            "  wgan sample --out walk.gif --interpolate 3,17,42 --steps 16",
            "  wgan sample --seeds 0-63 --save-latents z.safetensors",
            "  wgan sample --out again.png --latents z.safetensors"
        })
public final class Sample implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "digits.png",
            description =
                    "The file to write: a PNG grid; if its name ends in .gif, an animation that repeats; if it ends in"
                            + " -idx3-ubyte or .gz, the images in MNIST's own format (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            defaultValue = "runs/wgan",
            description = "A run directory or a safetensors file, PyTorch's too (default: ${DEFAULT-VALUE}).")
    private Path model;

    @Option(names = "--columns", paramLabel = "N", description = "Images in a row of the grid (default: 8).")
    private @Nullable Integer columns;

    @ArgGroup
    private LatentSource source = new LatentSource();

    @Option(
            names = "--save-latents",
            paramLabel = "FILE",
            description = "Write the latent vectors of the images, too: safetensors with one tensor, latents.")
    private @Nullable Path savedLatents;

    @Mixin
    private Computation computation;

    @Option(names = "--json", description = "Print one JSON object on standard output, and nothing else.")
    private boolean json;

    private Sample() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Sample(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat format = OutputFormat.of(out);
        validate(format);
        PrintWriter err = spec.commandLine().getErr();
        Device device = computation.prepare(err);
        try (Generator generator = Models.load(model, device)) {
            int size = generator.latentDim();
            float[] latents = source.latents(size, format);
            Drawing.draw(generator, latents, columns == null ? source.columns() : columns, out);
            if (savedLatents != null) {
                AtomicFile.write(savedLatents, file -> LatentFile.write(file, latents, size));
            }
            report(latents.length / size, device);
        }
        return ExitCode.DONE;
    }

    private void validate(OutputFormat format) {
        computation.validate();
        source.validate(spec.commandLine());
        if (columns != null && columns < 1) {
            throw new ParameterException(spec.commandLine(), "--columns is " + columns + ", expected 1 or more");
        }
        if (columns != null && format != OutputFormat.GRID) {
            throw new ParameterException(spec.commandLine(), "--columns is for a grid, but " + out + " is " + format);
        }
        if (columns != null && source.isWalk()) {
            throw new ParameterException(
                    spec.commandLine(), "--columns is given, but --interpolate has as many columns as --steps");
        }
        if (out.equals(savedLatents)) {
            throw new ParameterException(
                    spec.commandLine(), "--save-latents is " + out + ", expected another file than --out");
        }
    }

    private void report(int count, Device device) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = JsonMapper.shared()
                    .createObjectNode()
                    .put("out", out.toString())
                    .put("count", count)
                    .put("model", model.toString())
                    .put("device", device.toString());
            if (savedLatents != null) {
                answer.put("latents", savedLatents.toString());
            }
            stdout.println(answer);
        } else {
            stdout.println("wrote " + count + " digits to " + out
                    + (savedLatents == null ? "" : " and their latents to " + savedLatents));
        }
        stdout.flush();
    }
}
