package wgan.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.DatasetName;
import wgan.data.NamedSource;
import wgan.data.TransferListener;
import wgan.data.images.ImageFilesSource;
import wgan.random.Seed;

/** The options that select the real images. */
@OptionHeading("Images")
final class DatasetOptions {
    /** The names of the datasets, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(DatasetName.values())
                    .map(DatasetName::toString)
                    .iterator();
        }
    }

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description =
                    "A dataset by its name: ${COMPLETION-CANDIDATES} (default: mnist; for evaluate, that of the run)."
                            + " The synthetic one requires no file and no network; docs/datasets.md describes the others.")
    private @Nullable String dataset;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "Own images: a folder or a zip of PNG, JPEG, BMP or GIF files, whose subfolders are classes; IDX files;"
                            + " CIFAR's binary files; a .npy or .npz file. With --dataset, the folder of that dataset's own files.")
    private @Nullable Path path;

    @Mixin
    private OwnImageOptions ownImages;

    /** Checks the values. */
    void validate() {
        source(new Seed(0), TransferListener.NONE);
    }

    /** Returns whether a source is given. */
    boolean isGiven() {
        return dataset != null || path != null;
    }

    /** Returns whether only a path is given, and not what its images become. */
    boolean isPathOnly() {
        return dataset == null && path != null && !ownImages.isGiven();
    }

    /**
     * Returns the source of the images; MNIST by default.
     *
     * @param seed determines synthetic images
     */
    DataSource source(Seed seed, TransferListener listener) {
        if (dataset == null && path != null) {
            DataOptions options = DataOptions.defaults();
            return ImageFilesSource.of(path, ownImages.options(), options.cache(), listener);
        }
        DatasetName name = name();
        DataOptions options = options(listener).withSeed(seed);
        if (name == DatasetName.SYNTHETIC) {
            return new NamedSource(name, options.withSyntheticShape(ownImages.syntheticShape()));
        }
        ownImages.refuse("the dataset " + name);
        return new NamedSource(name, options);
    }

    private DatasetName name() {
        try {
            return dataset == null ? DatasetName.MNIST : DatasetName.of(dataset);
        } catch (DataException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e); // dataset is …
        }
    }

    /** Returns where the images of a run are, if they are not where it has recorded. */
    DataOptions options(TransferListener listener) {
        DataOptions options = DataOptions.defaults().withListener(listener);
        return path == null ? options : options.withDirectory(path);
    }
}
