package wgan.data;

import java.nio.file.Path;
import java.util.List;

/** The format of MNIST: an IDX file of images, and an IDX file of their labels. */
record IdxPair() implements DatasetFormat {

    @Override
    public Dataset read(DatasetName name, Split split, List<Path> files) throws DataException {
        Path imagesFile = files.get(0);
        Path labelsFile = files.get(1);
        byte[] pixels = IdxFile.readImages(imagesFile, name.shape());
        byte[] labels = IdxFile.readLabels(labelsFile);
        requireSameCount(
                name,
                pixels,
                labels,
                labelsFile.toString(),
                imagesFile.getFileName().toString());
        return new MemoryDataset(name.toString(), name.shape(), pixels, labels, name.classNames());
    }

    /** Throws if there is not one label for each image. */
    static void requireSameCount(DatasetName name, byte[] pixels, byte[] labels, String labelsFile, String imagesFile)
            throws DataException {
        int images = pixels.length / name.shape().numel();
        if (labels.length != images) {
            throw new DataException(
                    "%s: count is %d at byte 4, expected %d, a label for each image of %s; take both files from the same source"
                            .formatted(labelsFile, labels.length, images, imagesFile));
        }
    }
}
