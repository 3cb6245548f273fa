package wgan.data.images;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import wgan.data.DataException;
import wgan.data.Split;

/**
 * Reads the binary files of CIFAR-10 and CIFAR-100, in a folder or in the tar archive that was published.
 *
 * <p>A record is the label, of one byte, and 32 × 32 pixels in the planes red, green and blue; in CIFAR-100, the coarse label and the fine
 * one, which is used. Format: Krizhevsky, <i>The CIFAR-10 dataset</i>.
 */
final class CifarFiles {

    private static final int SIDE = 32;
    private static final String BATCH = "data_batch_\\d{1,3}\\.bin";

    /** The classes' names take less than this. */
    private static final int MAX_NAMES = 1 << 16;

    private final Path location;
    private final Limits limits;

    /** The files by their name without folders, in the order of the names. */
    private final Map<String, Stored> files = new TreeMap<>();

    private CifarFiles(Path location, Limits limits) {
        this.location = location;
        this.limits = limits;
    }

    private record Stored(long size, ArrayFile.Source source) {}

    /** Returns whether a file is named as one of the binary files. */
    static boolean isBinary(String name) {
        return name.matches(BATCH) || name.matches("(test_batch|train|test)\\.bin");
    }

    /** Returns the reader of a folder that has the files, or has a folder that has them; empty if there are none. */
    static Optional<ImageReader> ofFolder(FolderFiles folder, Limits limits) throws DataException {
        CifarFiles files = new CifarFiles(folder.location(), limits);
        List<Path> used = new ArrayList<>();
        for (FileSet.Entry entry : folder.entries()) {
            Path path = folder.location().resolve(entry.path());
            if (isUsed(entry.name())
                    && entry.path().chars().filter(c -> c == '/').count() <= 1) {
                files.files.putIfAbsent(entry.name(), new Stored(entry.size(), () -> Files.newInputStream(path)));
                used.add(path);
            }
        }
        boolean hasImages = files.files.keySet().stream().anyMatch(CifarFiles::isBinary);
        return hasImages ? Optional.of(files.reader(Stamps.of(used))) : Optional.empty();
    }

    private static boolean isUsed(String name) {
        return isBinary(name) || name.equals("batches.meta.txt") || name.equals("fine_label_names.txt");
    }

    /** Returns the reader of a tar archive. */
    static ImageReader ofTar(Path path, boolean isGzip, Limits limits) throws DataException {
        CifarFiles files = new CifarFiles(path, limits);
        boolean isPython = false;
        try (TarArchiveInputStream tar = tar(path, isGzip, limits)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                isPython |= name.equals("data_batch_1") || name.equals("fine_label_names") || name.equals("meta");
                if (entry.isFile() && isUsed(name)) {
                    files.files.putIfAbsent(name, new Stored(entry.getSize(), () -> entry(path, isGzip, limits, name)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(path, e);
        }
        if (files.files.keySet().stream().noneMatch(CifarFiles::isBinary)) {
            throw new DataException("%s: %s, expected data_batch_1.bin and so on, or train.bin; %s"
                    .formatted(
                            path,
                            isPython ? "has CIFAR's files for Python" : "has none of CIFAR's binary files",
                            isPython ? "use the binary version" : "unpack it, and name the folder of images"));
        }
        return files.reader(Stamps.of(List.of(path)));
    }

    private static DataException unreadable(Path path, Exception e) {
        return e instanceof IOException io
                ? ArrayFile.unreadable(path.toString(), "as a tar archive", io)
                : new DataException(path + ": is a malformed tar archive; fetch or copy it again", e);
    }

    private static TarArchiveInputStream tar(Path path, boolean isGzip, Limits limits) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            InputStream content = isGzip ? new GZIPInputStream(in, 1 << 16) : in;
            return new TarArchiveInputStream(
                    Limits.expanding(content, path, limits.expanded(Files.size(path)), new AtomicLong()));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Opens a file in the archive, which is read up to it. */
    private static InputStream entry(Path path, boolean isGzip, Limits limits, String name) throws IOException {
        TarArchiveInputStream tar = tar(path, isGzip, limits);
        try {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()
                        && entry.getName()
                                .substring(entry.getName().lastIndexOf('/') + 1)
                                .equals(name)) {
                    return tar;
                }
            }
            throw new DataException(path + ": has changed while it was read");
        } catch (IOException | IllegalArgumentException e) {
            tar.close();
            throw unreadable(path, e);
        }
    }

    private ImageReader reader(List<String> stamp) throws DataException {
        List<String> batches =
                files.keySet().stream().filter(name -> name.matches(BATCH)).toList();
        boolean isTen = !batches.isEmpty();
        ArrayFile.Layout layout = isTen
                ? new ArrayFile.Layout(1, 10, 3, SIDE, SIDE, true)
                : new ArrayFile.Layout(2, 100, 3, SIDE, SIDE, true);
        Map<Split, List<ArrayFile>> parts = new EnumMap<>(Split.class);
        List<ArrayFile> training = new ArrayList<>();
        for (String name : isTen ? batches : List.of("train.bin")) {
            if (!files.containsKey(name)) {
                throw new DataException("%s: has no %s; put it there".formatted(location, name));
            }
            training.add(file(name, layout));
        }
        parts.put(Split.TRAIN, training);
        String test = isTen ? "test_batch.bin" : "test.bin";
        if (files.containsKey(test)) {
            parts.put(Split.TEST, List.of(file(test, layout)));
        }
        String names = isTen ? "batches.meta.txt" : "fine_label_names.txt";
        return new ArrayReader(
                location, isTen ? "CIFAR-10 files" : "CIFAR-100 files", parts, names(names, layout.classes()), stamp);
    }

    private ArrayFile file(String name, ArrayFile.Layout layout) throws DataException {
        Stored stored = files.get(name);
        long count = stored.size() / layout.bytes();
        if (count == 0 || stored.size() % layout.bytes() != 0 || count > limits.images()) {
            throw new DataException(
                    "%s: %s has %d bytes, expected a multiple of %d, the bytes of an image and its label; fetch or copy it again"
                            .formatted(location, name, stored.size(), layout.bytes()));
        }
        return new ArrayFile(location + "/" + name, stored.source(), 0, (int) count, layout, new byte[0]);
    }

    /** Returns the names of the classes; empty if there is no file of as many names. */
    private List<String> names(String file, int classes) throws DataException {
        if (files.containsKey(file)) {
            try (InputStream in = files.get(file).source().open()) {
                List<String> names = new String(in.readNBytes(MAX_NAMES), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> Names.shown(line.strip()))
                        .filter(line -> !line.isEmpty())
                        .toList();
                if (names.size() == classes && names.stream().allMatch(name -> name.length() < 100)) {
                    return names;
                }
            } catch (IOException e) {
                throw ArrayFile.unreadable(location + "/" + file, "at the names of classes", e);
            }
        }
        return List.of();
    }
}
