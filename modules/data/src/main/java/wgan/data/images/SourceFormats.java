package wgan.data.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import wgan.data.DataException;
import wgan.image.FileKind;

/** Finds out in what format the images of a folder or a file are, by content. */
final class SourceFormats {

    private static final String EXPECTED = "a folder or zip archive of images, or an IDX, CIFAR, .npy or .npz file";

    private SourceFormats() {}

    /**
     * Returns the reader of a folder or a file.
     *
     * @throws DataException if it does not exist, or is in no format that is read
     */
    static ImageReader reader(Path path, Limits limits) throws DataException {
        if (Files.isDirectory(path)) {
            return folder(path, limits);
        }
        if (!Files.exists(path)) {
            throw new DataException(
                    "%s: no such file or folder, expected %s".formatted(Names.shown(path.toString()), EXPECTED));
        }
        if (!Files.isRegularFile(path)) {
            throw new DataException("%s: is a device or a pipe, expected %s".formatted(path, EXPECTED));
        }
        Optional<FileKind> kind = kind(path);
        return switch (kind.orElse(FileKind.TEXT)) {
            case ZIP, NPZ, KERAS -> zip(path, limits); // a zip of images can begin with any file
            case IDX -> IdxFiles.ofFile(path, limits);
            case NPY -> NpyFiles.ofNpy(path, limits);
            case TAR -> CifarFiles.ofTar(path, false, limits);
            case GZIP -> gzip(path, limits);
            case PNG, JPEG, BMP, GIF ->
                throw new DataException("%s: is one image, expected %s; name its folder".formatted(path, EXPECTED));
            default -> throw other(path, kind);
        };
    }

    private static DataException other(Path path, Optional<FileKind> kind) {
        String name = path.getFileName().toString();
        if (CifarFiles.isBinary(name)) {
            return new DataException(
                    "%s: is one file of CIFAR, expected the folder of all; name its folder".formatted(path));
        }
        return new DataException(path + ": " + SourceKinds.isNot(kind, EXPECTED));
    }

    private static ImageReader zip(Path path, Limits limits) throws DataException {
        ZipFiles files = ZipFiles.of(path, limits);
        return NpyFiles.isNpz(files) ? NpyFiles.ofNpz(files, limits) : new PictureReader(files, limits);
    }

    private static ImageReader gzip(Path path, Limits limits) throws DataException {
        Optional<FileKind> inner = insideGzip(path);
        return switch (inner.orElse(FileKind.TEXT)) {
            case IDX -> IdxFiles.ofFile(path, limits);
            case TAR -> CifarFiles.ofTar(path, true, limits);
            case GZIP ->
                throw new DataException(
                        "%s: is gzip inside gzip, expected it compressed once; decompress it once with gunzip"
                                .formatted(path));
            default ->
                throw new DataException("%s: is gzip of a file that %s"
                        .formatted(path, SourceKinds.isNot(inner, "an IDX file or CIFAR's tar archive")));
        };
    }

    private static ImageReader folder(Path path, Limits limits) throws DataException {
        FolderFiles files = FolderFiles.of(path, limits);
        Optional<ImageReader> idx = IdxFiles.ofFolder(files, limits);
        if (idx.isPresent()) {
            return idx.get();
        }
        Optional<ImageReader> cifar = CifarFiles.ofFolder(files, limits);
        return cifar.isPresent() ? cifar.get() : new PictureReader(files, limits);
    }

    /** Returns whether a file is compressed by gzip. */
    static boolean isGzip(Path path) throws DataException {
        return kind(path).equals(Optional.of(FileKind.GZIP));
    }

    /** Returns what a file is; empty if that is not known. */
    static Optional<FileKind> kind(Path path) throws DataException {
        try (InputStream in = Files.newInputStream(path)) {
            return FileKind.of(in.readNBytes(FileKind.HEAD_BYTES));
        } catch (IOException e) {
            throw ArrayFile.unreadable(path.toString(), "at its beginning", e);
        }
    }

    /** Returns what is compressed in a gzip file; empty if that is not known. */
    static Optional<FileKind> insideGzip(Path path) throws DataException {
        try (InputStream in = Files.newInputStream(path);
                InputStream gzip = new GZIPInputStream(in)) {
            return FileKind.of(gzip.readNBytes(FileKind.HEAD_BYTES));
        } catch (IOException e) {
            throw ArrayFile.unreadable(path.toString(), "as a gzip file", e);
        }
    }

    /** Opens a file, decompressed if it is a gzip file; its decompressed size is limited. */
    static InputStream open(Path path, Limits limits) throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            if (!isGzip(path)) {
                return in;
            }
            return Limits.expanding(
                    new GZIPInputStream(in, 1 << 16), path, limits.expanded(Files.size(path)), new AtomicLong());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
