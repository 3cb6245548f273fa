package wgan.data;

import java.nio.file.Path;
import java.util.List;

/** How the published files of a dataset contain its images. */
interface DatasetFormat {

    /**
     * Reads a part of a dataset.
     *
     * @param files the files that {@link DatasetSource#files(Split)} describes, in that order
     * @throws DataException if a file cannot be read or is malformed
     */
    Dataset read(DatasetName name, Split split, List<Path> files) throws DataException;
}
