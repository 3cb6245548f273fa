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

/** The options that say where images come from. */
final class DataSource {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "mnist, fashion-mnist, or synthetic, which needs no file and no network"
                    + " (default: mnist; for evaluate, the run's own).")
    private @Nullable String dataset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Take the dataset's IDX files, packed or not, from this directory;"
                    + " otherwise they are fetched once and kept in the cache.")
    private @Nullable Path directory;

    DatasetName name() {
        return name(DatasetName.MNIST);
    }

    /** The dataset that is named, or that one, if none is. */
    DatasetName name(DatasetName usual) {
        try {
            return dataset == null ? usual : DatasetName.of(dataset);
        } catch (DataException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    DataOptions options(TransferListener listener) {
        DataOptions options = DataOptions.defaults().withListener(listener);
        return directory == null ? options : options.withDirectory(directory);
    }
}
