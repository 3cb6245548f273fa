package wgan.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import wgan.image.FileKind;

/** Describes files that are given as models, but have another format than safetensors. */
final class OtherFormat {
    private static final String EXPECTED = ", expected a safetensors file; ";
    private static final String SAVE = "safetensors.torch.save_file(model.state_dict(), \"generator.safetensors\")";
    private static final String CONVERT =
            "safetensors.numpy.save_file({\"fc1.weight\": array, …}, \"generator.safetensors\")";

    /** The number of compressed bytes that certainly contain the beginning of what they are compressed from. */
    private static final int COMPRESSED_BYTES = 1 << 16;

    private OtherFormat() {}

    /**
     * Returns what a file is, what was expected and the remedy: the message after the file's name. Empty if the file begins as a
     * safetensors file does, or in an unknown way.
     */
    static Optional<String> describe(ByteSource source) throws IOException {
        byte[] beginning =
                source.slice(0, Math.min(source.size(), COMPRESSED_BYTES)).array();
        Optional<FileKind> kind = FileKind.of(headOf(beginning));
        if (kind.equals(Optional.of(FileKind.GZIP))) {
            return Optional.of(describeGzip(FileKind.of(decompressedHeadOf(beginning))));
        }
        return kind.filter(other -> other != FileKind.SAFETENSORS)
                .map(other -> "is " + other + EXPECTED + remedy(other));
    }

    private static String describeGzip(Optional<FileKind> content) {
        String gzip = "is " + FileKind.GZIP;
        String decompress = EXPECTED + "decompress it with gzip -d";
        return switch (content.orElse(FileKind.EMPTY)) {
            case EMPTY -> gzip + decompress;
            case SAFETENSORS -> gzip + " of " + FileKind.SAFETENSORS + decompress;
            case GZIP -> gzip + " of " + FileKind.GZIP + decompress + " twice";
            default -> gzip + " of " + content.get() + EXPECTED + remedy(content.get());
        };
    }

    private static String remedy(FileKind kind) {
        return switch (kind) {
            case TORCH, TORCH_PROGRAM, PICKLE -> "save it as one in Python: " + SAVE;
            case ONNX -> "save the model that it was exported from in Python: " + SAVE;
            case HDF5, KERAS, NPY, NPZ -> "save its arrays by PyTorch's names and shapes in Python: " + CONVERT;
            case ZIP, TAR -> "unpack it, and use the safetensors file in it";
            case HTML, XML -> "it may be a server's message in place of the file; download the file again";
            case GIT_LFS -> "fetch the file that it points to with git lfs pull";
            case EMPTY -> "copy or download the file again";
            default -> "give the file that has the tensors";
        };
    }

    private static byte[] headOf(byte[] beginning) {
        return Arrays.copyOf(beginning, Math.min(beginning.length, FileKind.HEAD_BYTES));
    }

    /** Returns the beginning of what was compressed; it is empty if that is damaged. */
    private static byte[] decompressedHeadOf(byte[] compressed) {
        byte[] head = new byte[FileKind.HEAD_BYTES];
        int filled = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            for (int read = 0; read >= 0 && filled < head.length; filled += Math.max(read, 0)) {
                read = in.read(head, filled, head.length - filled);
            }
        } catch (IOException e) {
            // What was decompressed before the damage or the end of the bytes is enough for a message.
        }
        return Arrays.copyOf(head, filled);
    }
}
