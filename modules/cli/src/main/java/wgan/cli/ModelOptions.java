package wgan.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.model.PretrainedModel;

/** The options that select a generator. */
@OptionHeading("Generator")
final class ModelOptions {
    /** The run directory that training uses by default. */
    private static final Path DEFAULT = Path.of("runs/wgan");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            description = "A run directory or a safetensors file, also one of PyTorch (default: runs/wgan).")
    private @Nullable Path path;

    @Option(
            names = "--pretrained",
            paramLabel = "NAME",
            description = "A generator that is part of the program, trained on MNIST: wgan-gp (the best) or wgan.")
    private @Nullable String pretrained;

    /** Returns the generator: by default that of the usual run directory. */
    ModelSource source() {
        if (pretrained == null) {
            return new ModelSource.Trained(path == null ? DEFAULT : path);
        }
        if (path != null) {
            throw new ParameterException(spec.commandLine(), "--model and --pretrained exclude each other");
        }
        try {
            return new ModelSource.Pretrained(PretrainedModel.find(PretrainedModel.Kind.GENERATOR, pretrained));
        } catch (ModelFileException e) {
            throw new ParameterException(
                    spec.commandLine(), e.getMessage().replaceFirst("^pretrained model", "--pretrained"), e);
        }
    }

    /**
     * Returns the generator; the pretrained one if no option selects another and the usual run directory does not exist.
     *
     * @param log receives a line about this choice
     */
    ModelSource sourceOrPretrained(PrintWriter log) {
        if (path != null || pretrained != null || Files.exists(DEFAULT)) {
            return source();
        }
        List<PretrainedModel> best = PretrainedModel.all(PretrainedModel.Kind.GENERATOR).stream()
                .filter(model -> model.name().equals(Generator.PRETRAINED))
                .toList();
        if (best.isEmpty()) {
            return source();
        }
        log.println("there is no run in " + DEFAULT + ": using the pretrained generator " + Generator.PRETRAINED);
        return new ModelSource.Pretrained(best.getFirst());
    }
}
