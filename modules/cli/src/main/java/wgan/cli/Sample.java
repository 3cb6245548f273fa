package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.evaluate.ConditionalSamples;
import wgan.model.Generator;
import wgan.model.LatentFile;
import wgan.torch.Device;
import wgan.train.StatusLine;

/** The command that generates images. */
@Command(
        name = "sample",
        description = "Generate images with a trained generator.",
        footer = {
            "",
            "Examples:",
            "  wgan sample --out digits.png",
            "  wgan sample --pretrained wgan --out digits.png",
            "  wgan sample --out row.png --seeds 3,17,42 --columns 3",
            "  wgan sample --out many-idx3-ubyte -n 10000 --seed 1",
            "  wgan sample --out sevens.png --class 7 -n 16",
            "  wgan sample --out year.png --text 2026",
            "  wgan sample --out path.gif --interpolate 3,17,42 --steps 16",
            "  wgan sample --seeds 0-63 --save-latents z.safetensors",
            "  wgan sample --out again.png --latents z.safetensors"
        })
@OptionHeading("Files")
public final class Sample implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "digits.png",
            description = "The file to write. The end of its name selects the format: .png is a grid, .gif an animation"
                    + " that is repeated, -idx3-ubyte or .gz MNIST's own format (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--columns", paramLabel = "N", description = "Images in a row of the grid (default: 8).")
    private @Nullable Integer columns;

    @Option(
            names = "--save-latents",
            paramLabel = "FILE",
            description = "Also write the latent vectors: a safetensors file with one tensor, latents.")
    private @Nullable Path savedLatents;

    @ArgGroup(heading = "%nLatent vectors:%n")
    private LatentOptions latentOptions = new LatentOptions();

    @Mixin
    private DeviceOptions deviceOptions;

    @Mixin
    private JsonOption json;

    private Sample() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Sample(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat format = OutputFormat.of(out, "--out", spec.commandLine());
        validate(format);
        PrintWriter err = spec.commandLine().getErr();
        ModelSource model = modelOptions.sourceOrPretrained(err);
        try (Generator generator = model.load(() -> deviceOptions.prepare(err))) {
            int latentDim = generator.latentDim();
            float[] latents;
            float[] images;
            Optional<ClassRequest> classes = latentOptions.classes();
            if (classes.isPresent()) {
                ConditionalSamples result =
                        classes.get().sample(generator, imageSource(model, err), spec.commandLine(), err);
                latents = result.latents();
                images = result.images();
            } else {
                latents = latentOptions.latents(latentDim, format);
                images = generator.sample(latents);
            }
            format.write(images, generator.imageShape(), columns == null ? latentOptions.columns() : columns, out);
            if (savedLatents != null) {
                AtomicFile.write(savedLatents, file -> LatentFile.write(file, latents, latentDim));
            }
            report(latents.length / latentDim, model, generator.device());
        }
        return ExitCode.DONE;
    }

    private static DataSource imageSource(ModelSource model, PrintWriter err) throws IOException {
        TransferProgress progress = new TransferProgress(err, StatusLine.onStandardError());
        return model.trainingData(DataOptions.defaults().withListener(progress)).source();
    }

    private void validate(OutputFormat format) {
        deviceOptions.validate();
        latentOptions.validate(spec.commandLine());
        if (columns != null && columns < 1) {
            throw new ParameterException(spec.commandLine(), "--columns is " + columns + ", expected 1 or more");
        }
        if (columns != null && format != OutputFormat.GRID) {
            throw new ParameterException(
                    spec.commandLine(), "--columns applies only to a grid, and " + out + " is " + format);
        }
        if (columns != null && latentOptions.isInterpolation()) {
            throw new ParameterException(
                    spec.commandLine(), "--columns does not apply to --interpolate, which has --steps columns");
        }
        if (out.equals(savedLatents)) {
            throw new ParameterException(
                    spec.commandLine(), "--save-latents is " + out + ", expected another file than --out");
        }
    }

    private void report(int count, ModelSource model, Device device) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json.isRequested()) {
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
            stdout.println("wrote " + count + (count == 1 ? " image" : " images") + " to " + out
                    + (savedLatents == null ? "" : " and their latent vectors to " + savedLatents));
        }
        stdout.flush();
    }
}
