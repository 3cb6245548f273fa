package wgan.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.DatasetName;
import wgan.data.TransferListener;

/** The options that select the real images. */
@OptionHeading("Images")
final class DatasetOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "mnist, fashion-mnist, or synthetic, which requires no file and no network"
                    + " (default: mnist; for evaluate, that of the run).")
    private @Nullable String dataset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Read the dataset's IDX files, compressed or not, from this directory. By default they are"
                    + " downloaded once and kept in the cache.")
    private @Nullable Path directory;

    /** Returns the dataset; MNIST by default. */
    DatasetName name() {
        return name(DatasetName.MNIST);
    }

    /** Returns the dataset. */
    DatasetName name(DatasetName defaultName) {
        try {
            return dataset == null ? defaultName : DatasetName.of(dataset);
        } catch (DataException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    DataOptions options(TransferListener listener) {
        DataOptions options = DataOptions.defaults().withListener(listener);
        return directory == null ? options : options.withDirectory(directory);
    }
}
