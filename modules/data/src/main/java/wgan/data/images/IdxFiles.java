package wgan.data.images;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wgan.data.DataException;
import wgan.data.Split;
import wgan.image.FileKind;

/**
 * Finds IDX files of images and labels that belong together, by their headers and names.
 *
 * <p>A name is compared in lower case, without {@code .gz}, and with dashes for dots and underscores, so that
 * {@code train-images.idx3-ubyte} and {@code emnist-digits-train-images-idx3-ubyte.gz} are understood. Images have three dimensions
 * (N, H, W) or four, (N, C, H, W) or (N, H, W, C).
 */
final class IdxFiles {

    private static final int UNSIGNED_BYTE = 0x08;
    private static final int LABELS = 1;
    private static final int GRAY_IMAGES = 3;
    private static final int IMAGES = 4;

    private IdxFiles() {}

    /**
     * A file.
     */
    private static final class Idx {
        private final Path path;
        private final String stem;
        private final int[] sizes;

        /**
         * Keeps the values; an array must not be changed afterwards.
         *
         * @param stem its name in the form that is compared
         * @param sizes of its dimensions
         */
        Idx(Path path, String stem, int[] sizes) {
            this.path = path;
            this.stem = stem;
            this.sizes = sizes;
        }

        Path path() {
            return path;
        }

        String stem() {
            return stem;
        }

        int[] sizes() {
            return sizes;
        }

        boolean hasImages() {
            return sizes.length != LABELS;
        }

        boolean isTest() {
            return stem.startsWith("t10k-")
                    || stem.contains("-t10k-")
                    || stem.startsWith("test-")
                    || stem.contains("-test-");
        }

        String group() {
            return IdxFiles.group(stem);
        }

        /** Returns whether a file of this name can have the labels of this training set, or belong to its test set. */
        boolean isRelated(String name) {
            String other = IdxFiles.group(IdxFiles.stem(name));
            return other.equals(group()) || testGroups().contains(other);
        }

        /** Returns the group of the test set that belongs to this training set. */
        List<String> testGroups() {
            return List.of(group().replaceFirst("train", "t10k"), group().replaceFirst("train", "test"));
        }
    }

    /** Returns the reader of a folder in which there are IDX files; empty if there are none. */
    static Optional<ImageReader> ofFolder(FolderFiles files, Limits limits) throws DataException {
        List<Path> candidates = new ArrayList<>();
        for (FileSet.Entry entry : files.entries()) {
            if (entry.isDirect() && isIdxName(entry.name())) {
                candidates.add(files.location().resolve(entry.path()));
            }
        }
        List<Idx> all = read(candidates);
        List<Idx> training =
                all.stream().filter(idx -> idx.hasImages() && !idx.isTest()).toList();
        if (training.isEmpty()) {
            if (all.isEmpty()) {
                return Optional.empty();
            }
            throw new DataException(
                    "%s: has IDX files, but none of training images such as train-images-idx3-ubyte; put it there"
                            .formatted(files.location()));
        }
        if (training.size() > 1) {
            throw new DataException(
                    "%s: has %d IDX files of training images, such as %s and %s; name one of these files"
                            .formatted(
                                    files.location(),
                                    training.size(),
                                    training.get(0).path().getFileName(),
                                    training.get(1).path().getFileName()));
        }
        return Optional.of(reader(files.location(), training.get(0), all, limits));
    }

    /** Returns the reader of one file of images, with its labels and test set if they are beside it. */
    static ImageReader ofFile(Path path, Limits limits) throws DataException {
        List<Idx> one = read(List.of(path));
        if (one.isEmpty() || !one.get(0).hasImages()) {
            throw new DataException(
                    "%s: is an IDX file of labels, expected images; name the file of images, or the folder"
                            .formatted(path));
        }
        Idx named = one.get(0);
        List<Path> beside = new ArrayList<>();
        Path folder = path.toAbsolutePath().getParent();
        try (var stream = Files.newDirectoryStream(folder, file -> {
            String name = file.getFileName().toString();
            return isIdxName(name) && named.isRelated(name);
        })) {
            stream.forEach(beside::add);
        } catch (IOException | DirectoryIteratorException e) {
            beside.clear(); // the file itself is readable
        }
        return reader(path, named, read(beside), limits);
    }

    private static boolean isIdxName(String name) {
        return stem(name).matches(".*idx\\d.*");
    }

    private static String stem(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "").replaceAll("[._]", "-");
    }

    /** Returns a stem without the part that distinguishes images from labels, and one number of dimensions from another. */
    private static String group(String stem) {
        return stem.replaceFirst("(images|labels)", "*").replaceFirst("idx\\d", "idx");
    }

    /** Reads the headers of the files that are IDX files. Of a file that is there compressed and not, one is returned. */
    private static List<Idx> read(List<Path> paths) throws DataException {
        Map<String, Idx> found = new TreeMap<>();
        for (Path path : paths.stream().sorted().toList()) {
            if (Files.isRegularFile(path)) {
                Idx idx = header(path);
                found.putIfAbsent(idx.stem(), idx);
            }
        }
        return List.copyOf(found.values());
    }

    private static Idx header(Path path) throws DataException {
        boolean isGzip = SourceFormats.isGzip(path);
        Optional<FileKind> inner = isGzip ? SourceFormats.insideGzip(path) : SourceFormats.kind(path);
        if (isGzip && inner.equals(Optional.of(FileKind.GZIP))) {
            throw new DataException(
                    "%s: is gzip inside gzip, expected it compressed once; decompress it once with gunzip"
                            .formatted(path));
        }
        if (!inner.equals(Optional.of(FileKind.IDX))) {
            throw new DataException(path + ": " + SourceKinds.isNot(inner, "an IDX file"));
        }
        try (DataInputStream in = new DataInputStream(SourceFormats.open(path, Limits.DEFAULT))) {
            int magic = in.readInt();
            int dimensions = magic & 0xff;
            if (magic >> 8 != UNSIGNED_BYTE) {
                throw new DataException(
                        "%s: magic is 0x%08x at byte 0, expected 0x000008.. for unsigned bytes; save the images as such"
                                .formatted(path, magic));
            }
            if (dimensions != LABELS && dimensions != GRAY_IMAGES && dimensions != IMAGES) {
                throw new DataException(
                        "%s: has %d dimensions at byte 3, expected 1 for labels, 3 or 4 for images; save images as (N, H, W) or (N, H, W, 3)"
                                .formatted(path, dimensions));
            }
            int[] sizes = new int[dimensions];
            for (int i = 0; i < dimensions; i++) {
                sizes[i] = in.readInt();
                if (sizes[i] < 1) {
                    throw new DataException(
                            "%s: dimension %d is %d at byte %d, expected 1 to %d; fetch or copy it again"
                                    .formatted(
                                            path, i, Integer.toUnsignedLong(sizes[i]), 4 + 4 * i, Integer.MAX_VALUE));
                }
            }
            return new Idx(path, stem(path.getFileName().toString()), sizes);
        } catch (EOFException e) {
            throw new DataException(path + ": ends in its header, expected an IDX file; fetch or copy it again", e);
        } catch (IOException e) {
            throw ArrayFile.unreadable(path.toString(), "at its header", e);
        }
    }

    private static ImageReader reader(Path location, Idx training, List<Idx> all, Limits limits) throws DataException {
        Map<Split, List<ArrayFile>> parts = new EnumMap<>(Split.class);
        List<Path> used = new ArrayList<>();
        parts.put(Split.TRAIN, List.of(file(training, all, used, limits)));
        for (Idx idx : all) {
            boolean isTestOfIt = idx.hasImages()
                    && idx.isTest()
                    && !training.isTest()
                    && training.testGroups().contains(idx.group());
            if (isTestOfIt && !parts.containsKey(Split.TEST)) {
                parts.put(Split.TEST, List.of(file(idx, all, used, limits)));
            }
        }
        boolean isLabeled =
                parts.values().stream().allMatch(files -> files.get(0).labels().length > 0);
        boolean isUnlabeled =
                parts.values().stream().allMatch(files -> files.get(0).labels().length == 0);
        if (!isLabeled && !isUnlabeled) {
            throw new DataException(
                    "%s: has labels of one of the training set and the test set only; put the labels of both there, or none"
                            .formatted(location));
        }
        return new ArrayReader(location, "IDX files", parts, List.of(), Stamps.of(used));
    }

    private static ArrayFile file(Idx images, List<Idx> all, List<Path> used, Limits limits) throws DataException {
        ArrayFile.Layout layout = Layouts.of(images.path().toString(), images.sizes(), limits);
        used.add(images.path());
        byte[] labels = new byte[0];
        for (Idx idx : all) {
            if (!idx.hasImages()
                    && idx.group().equals(images.group())
                    && !idx.stem().equals(images.stem())) {
                labels = labels(idx, images, limits);
                used.add(idx.path());
            }
        }
        long offset = Integer.BYTES * (1L + images.sizes().length);
        return new ArrayFile(
                images.path().toString(),
                () -> SourceFormats.open(images.path(), limits),
                offset,
                images.sizes()[0],
                layout,
                labels);
    }

    private static byte[] labels(Idx labels, Idx images, Limits limits) throws DataException {
        int count = images.sizes()[0];
        if (labels.sizes()[0] != count) {
            throw new DataException(
                    "%s: count is %d at byte 4, expected %d, a label for each image of %s; take both files from the same source"
                            .formatted(
                                    labels.path(),
                                    labels.sizes()[0],
                                    count,
                                    images.path().getFileName()));
        }
        try (InputStream in = SourceFormats.open(labels.path(), limits)) {
            in.skipNBytes(2L * Integer.BYTES);
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count || in.read() >= 0) {
                throw new DataException("%s: has %s than the %d labels that it states at byte 4; fetch or copy it again"
                        .formatted(labels.path(), bytes.length < count ? "fewer" : "more", count));
            }
            return bytes;
        } catch (IOException e) {
            throw ArrayFile.unreadable(labels.path().toString(), "at its labels", e);
        }
    }
}
