package wgan.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import wgan.image.ImageShape;

/**
 * The format of EMNIST: a zip archive with two IDX files for each part of each of its sets, compressed by gzip. They are read
 * from the archive. The images are transposed there: their rows are the columns of MNIST's.
 *
 * @param set the set in the archive, such as {@code letters}
 * @param firstLabel the label of the first class
 */
record EmnistArchive(String set, int firstLabel) implements DatasetFormat {

    @Override
    public Dataset read(DatasetName name, Split split, List<Path> files) throws DataException {
        Path archive = files.get(0);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String imagesMember = member(split, "images-idx3-ubyte.gz");
            String labelsMember = member(split, "labels-idx1-ubyte.gz");
            int most = name.size(split);
            byte[] pixels;
            byte[] labels;
            try (IdxReader in = open(zip, archive, imagesMember)) {
                pixels = IdxFile.readImages(in, name.shape(), most);
            }
            try (IdxReader in = open(zip, archive, labelsMember)) {
                labels = IdxFile.readLabels(in, most);
            }
            String labelsFile = path(archive, labelsMember);
            IdxPair.requireSameCount(name, pixels, labels, labelsFile, imagesMember);
            renumber(labels, name.classes(), labelsFile);
            transpose(pixels, name.shape());
            return new MemoryDataset(name.toString(), name.shape(), pixels, labels, name.classNames());
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException(
                    "%s: cannot be read (%s), expected the zip archive of EMNIST%s"
                            .formatted(archive, DataException.describe(e), IdxReader.AGAIN),
                    e);
        }
    }

    private String member(Split split, String kind) {
        return "gzip/emnist-%s-%s-%s".formatted(set, split == Split.TRAIN ? "train" : "test", kind);
    }

    /** Returns what messages call a member of the archive. */
    private static String path(Path archive, String member) {
        return archive + ", " + member;
    }

    private static IdxReader open(ZipFile zip, Path archive, String member) throws IOException {
        ZipEntry entry = zip.getEntry(member);
        if (entry == null) {
            throw new DataException(
                    "%s: has no %s, expected the zip archive of EMNIST%s".formatted(archive, member, IdxReader.AGAIN));
        }
        return new IdxReader(path(archive, member), zip.getInputStream(entry));
    }

    /** Makes 0 the first class. */
    private void renumber(byte[] labels, int classes, String file) throws DataException {
        for (int i = 0; i < labels.length; i++) {
            int label = Byte.toUnsignedInt(labels[i]) - firstLabel;
            if (label < 0 || label >= classes) {
                throw new DataException("%s: label of image %d is %d, expected %d to %d%s"
                        .formatted(file, i, label + firstLabel, firstLabel, firstLabel + classes - 1, IdxReader.AGAIN));
            }
            labels[i] = (byte) label;
        }
    }

    /** Exchanges the rows and the columns of square images, in their array. */
    private static void transpose(byte[] pixels, ImageShape shape) {
        int side = shape.height();
        for (int image = 0; image < pixels.length; image += shape.numel()) {
            for (int row = 1; row < side; row++) {
                for (int column = 0; column < row; column++) {
                    int below = image + row * side + column;
                    int above = image + column * side + row;
                    byte moved = pixels[below];
                    pixels[below] = pixels[above];
                    pixels[above] = moved;
                }
            }
        }
    }
}
