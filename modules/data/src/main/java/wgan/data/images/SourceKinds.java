package wgan.data.images;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import wgan.image.FileKind;

/** Which kinds of files are read as images, and what to do with the others. */
final class SourceKinds {
    private static final Set<FileKind> IMAGES = EnumSet.of(FileKind.PNG, FileKind.JPEG, FileKind.BMP, FileKind.GIF);

    private static final Set<FileKind> OTHER_IMAGES = EnumSet.of(
            FileKind.WEBP,
            FileKind.AVIF,
            FileKind.HEIC,
            FileKind.TIFF,
            FileKind.SVG,
            FileKind.JPEG_2000,
            FileKind.JPEG_XL,
            FileKind.NETPBM,
            FileKind.ICO);

    private SourceKinds() {}

    /** Returns whether it is an image, of a format that is read or of another. */
    static boolean isImage(Optional<FileKind> kind) {
        return kind.isPresent() && (IMAGES.contains(kind.get()) || OTHER_IMAGES.contains(kind.get()));
    }

    /** Returns what a file is and what to do, for a message: "is a WebP image, expected …; convert it to PNG". */
    static String isNot(Optional<FileKind> kind, String expected) {
        String remedy = kind.map(SourceKinds::remedy).orElse("convert the images to PNG");
        return "is " + kind.map(FileKind::toString).orElse("in no format that is known") + ", expected " + expected
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }

    /** Returns what to do with a file of a kind; empty if it is read elsewhere. */
    private static String remedy(FileKind kind) {
        if (OTHER_IMAGES.contains(kind)) {
            return "convert it to PNG";
        }
        return switch (kind) {
            case EMPTY -> "fetch or copy it again";
            case HTML -> "fetch the file again";
            case GIT_LFS -> "run git lfs pull";
            case PDF -> "save its images as PNG";
            case PICKLE, TORCH, TORCH_PROGRAM, HDF5, MATLAB -> "save the images with numpy.save, or as PNG files";
            case PARQUET, TEXT, XML -> "save the images as PNG files";
            case XZ, BZIP2, ZSTD -> "decompress it, and name the folder";
            case SEVEN_ZIP, RAR -> "unpack it, and name the folder";
            default -> "";
        };
    }
}
