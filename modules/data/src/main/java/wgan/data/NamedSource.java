package wgan.data;

import java.nio.file.Path;
import wgan.random.Seed;

/**
 * The dataset of a {@link DatasetName}, by {@link Datasets}.
 *
 * @param dataset which one
 * @param options where its files are
 */
public record NamedSource(DatasetName dataset, DataOptions options) implements DataSource {

    @Override
    public String name() {
        return dataset.toString();
    }

    @Override
    public Dataset open(Split split, int limit) throws DataException {
        return Datasets.open(dataset, split, limit, options);
    }

    @Override
    public boolean hasTestSet() {
        return true;
    }

    @Override
    public Path location() {
        return Datasets.folder(dataset, options);
    }

    @Override
    public Path cache() {
        return options.cache().resolve(name());
    }

    @Override
    public TransferListener listener() {
        return options.listener();
    }

    @Override
    public NamedSource withSeed(Seed seed) {
        return new NamedSource(dataset, options.withSeed(seed));
    }
}
