package wgan.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The format of the binary version of CIFAR-10: an archive, tar compressed by gzip, with five files for training and one for
 * evaluation. They are read from the archive. A record of a file is a label, in one byte, and the pixels of an image: channel
 * after channel, row after row.
 *
 * @param maxSize the largest decompressed size of the archive, in bytes
 */
record CifarArchive(long maxSize) implements DatasetFormat {

    private static final String FOLDER = "cifar-10-batches-bin/";
    private static final int TRAINING_FILES = 5;

    /** Above the 184 MB that the archive has. */
    private static final long MAX_SIZE = 256L << 20;

    private static final int BUFFER = 1 << 16;

    CifarArchive() {
        this(MAX_SIZE);
    }

    @Override
    public Dataset read(DatasetName name, Split split, List<Path> files) throws DataException {
        Path archive = files.get(0);
        List<String> members = members(split);
        Map<String, byte[]> contents = contents(archive, members);
        int numel = name.shape().numel();
        int recordSize = 1 + numel;
        int count = 0;
        for (String member : members) {
            count += count(archive, member, contents.get(member).length, recordSize);
        }
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * numel];
        int image = 0;
        for (String member : members) {
            byte[] records = contents.remove(member);
            for (int at = 0; at < records.length; at += recordSize) {
                labels[image] = checkedLabel(records[at], name.classes(), archive, member, at);
                System.arraycopy(records, at + 1, pixels, image * numel, numel);
                image++;
            }
        }
        return new MemoryDataset(name.toString(), name.shape(), pixels, labels, name.classNames());
    }

    private static List<String> members(Split split) {
        return split == Split.TEST
                ? List.of(FOLDER + "test_batch.bin")
                : IntStream.rangeClosed(1, TRAINING_FILES)
                        .mapToObj(batch -> FOLDER + "data_batch_" + batch + ".bin")
                        .toList();
    }

    /** Returns the content of each of some members of the archive, which has them in any order. */
    private Map<String, byte[]> contents(Path archive, List<String> members) throws DataException {
        Map<String, byte[]> contents = new HashMap<>();
        try (InputStream compressed = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
                TarArchiveInputStream tar = new TarArchiveInputStream(LimitedInputStream.of(
                        new GZIPInputStream(compressed, BUFFER), "the decompressed archive", maxSize))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null && contents.size() < members.size()) {
                if (entry.isSparse()) { // it would expand to any size without a byte in the archive
                    throw new IOException("a sparse member");
                }
                if (entry.isFile() && members.contains(entry.getName())) {
                    contents.put(entry.getName(), tar.readAllBytes());
                }
                entry = tar.getNextEntry();
            }
        } catch (IOException e) {
            throw new DataException(
                    "%s: cannot be read (%s), expected the tar.gz archive of CIFAR-10's binary version%s"
                            .formatted(archive, DataException.describe(e), IdxReader.AGAIN),
                    e);
        }
        List<String> missing = new ArrayList<>(members);
        missing.removeAll(contents.keySet());
        if (!missing.isEmpty()) {
            throw new DataException("%s: has no %s, expected the tar.gz archive of CIFAR-10's binary version%s"
                    .formatted(archive, String.join(", ", missing), IdxReader.AGAIN));
        }
        return contents;
    }

    private static int count(Path archive, String member, int size, int recordSize) throws DataException {
        if (size == 0 || size % recordSize != 0) {
            throw new DataException("%s, %s: has %d bytes, expected one or more records of %d bytes%s"
                    .formatted(archive, member, size, recordSize, IdxReader.AGAIN));
        }
        return size / recordSize;
    }

    private static byte checkedLabel(byte label, int classes, Path archive, String member, int at)
            throws DataException {
        if (Byte.toUnsignedInt(label) >= classes) {
            throw new DataException("%s, %s: label is %d at byte %d, expected 0 to %d%s"
                    .formatted(archive, member, Byte.toUnsignedInt(label), at, classes - 1, IdxReader.AGAIN));
        }
        return label;
    }
}
