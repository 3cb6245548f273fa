package wgan.image;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognizes formats by their first bytes: images, and the archives, model files and pages that they are mistaken for.
 *
 * <p>A file's name is not evidence: a server sends an error page under the name of the file that it does not have, and a tool that
 * decompresses a file may keep its name. The result is for messages and for the choice of a reader, which checks the rest.
 */
public enum FileKind {
    EMPTY("empty", String::isEmpty),

    PNG("a PNG image", head -> head.startsWith("\211PNG\r\n\032\n")),
    JPEG("a JPEG image", head -> head.startsWith("\377\330\377")),
    GIF("a GIF image", head -> head.startsWith("GIF87a") || head.startsWith("GIF89a")),
    BMP("a BMP image", head -> head.startsWith("BM") && head.startsWith("\0\0\0", 15) && head.length() > 18),
    WEBP("a WebP image", head -> head.startsWith("RIFF") && head.startsWith("WEBP", 8)),
    TIFF("a TIFF image", head -> head.startsWith("II*\0") || head.startsWith("MM\0*") || head.startsWith("II+\0")),
    AVIF("an AVIF image", head -> head.startsWith("ftypavi", 4)),
    HEIC("an HEIC image", head -> brandOf(head).matches("hei[cxms]|hev[cxms]|mif1|msf1")),

    JPEG_2000("a JPEG 2000 image", head -> head.startsWith("\0\0\0\14jP  ") || head.startsWith("\377O\377Q")),
    JPEG_XL("a JPEG XL image", head -> head.startsWith("\377\n") || head.startsWith("\0\0\0\14JXL ")),
    NETPBM("a PNM image", head -> matches(head, "P[1-6]\\s+[\\d#].*")),
    ICO("an icon", head -> matches(head, "\0\0\1\0[^\0].*")),
    SVG(
            "an SVG drawing",
            head -> markupOf(head).startsWith("<svg")
                    || (markupOf(head).startsWith("<?xml") && markupOf(head).contains("<svg"))),
    PDF("a PDF document", head -> head.startsWith("%PDF")),

    // The formats inside a zip come before the zip.
    TORCH_PROGRAM(
            "a program of PyTorch (torch.jit.save or torch.export.save)",
            head -> (firstEntryOf(head).contains("/data/") && extraOf(head).startsWith("FB")) // PyTorch's padding
                    || (firstEntryOf(head).endsWith("/data.pkl")
                            && contentOf(head).startsWith("c__torch__", 2))),
    TORCH(
            "a pickle of PyTorch (torch.save)",
            head -> firstEntryOf(head).endsWith("/data.pkl")
                    || head.startsWith("\200\2\212\12\154\374\234\106\371\40\152\250\120\31.")), // before PyTorch 1.6
    KERAS("a Keras archive (.keras)", head -> firstEntryOf(head).equals("metadata.json")),
    NPZ("an archive of NumPy (.npz)", head -> firstEntryOf(head).endsWith(".npy")),
    ZIP("a zip archive", head -> head.startsWith("PK\3\4") || head.startsWith("PK\5\6")),
    GZIP("gzip data", head -> head.startsWith("\37\213")),
    TAR("a tar archive", head -> head.startsWith("ustar", 257)),
    XZ("an xz file", head -> head.startsWith("\3757zXZ\0")),
    BZIP2("a bzip2 file", head -> head.startsWith("BZh")),
    ZSTD("a Zstandard file", head -> head.startsWith("(\265/\375")),
    SEVEN_ZIP("a 7z archive", head -> head.startsWith("7z\274\257'\34")),
    RAR("a RAR archive", head -> head.startsWith("Rar!\32")),

    NPY("an array of NumPy (.npy)", head -> head.startsWith("\223NUMPY")),
    MATLAB("a MATLAB file", head -> head.startsWith("MATLAB ")),
    PARQUET("a Parquet file", head -> head.startsWith("PAR1")),
    HDF5("an HDF5 file", head -> head.startsWith("\211HDF\r\n\032\n")),
    IDX("an IDX file", head -> matches(head, "\0\0[\10\11\13-\16][\1-\10].*")),
    SAFETENSORS("a safetensors file", head -> matches(head, ".{4}\0{4}\\{.*")), // a 64-bit length, then JSON
    // The protocol, then the frame of protocol 4, or what begins the first object of older ones.
    PICKLE("a pickle of Python", head -> matches(head, "\200([\4\5]\225|[\2\3][\\]}(cX\212]).*")),
    // Field 1, the version, then field 2, the name of a program, or the graph, or the operator sets.
    ONNX("an ONNX model", head -> matches(head, "\10[\1-\37](\22[\1-\77][ -~]|[:B]).*")),

    GIT_LFS("a pointer of git-lfs, not the file itself", head -> head.startsWith("version https://git-lfs")),
    HTML(
            "an HTML page",
            head -> matches(
                    markupOf(head), "(<\\?xml[^>]*>\\s*)?(?><!--.*?-->\\s*)*<(!doctype html|html|head|body).*")),
    XML("an XML document", head -> markupOf(head).startsWith("<?xml")),
    TEXT("text", FileKind::isText);

    /** The number of first bytes that is enough to recognize all kinds. Fewer are enough for a file that has fewer. */
    public static final int HEAD_BYTES = 1024;

    /** Where the name of a zip's first file begins. */
    private static final int ZIP_NAME = 30;

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above have no state
    private final Predicate<String> isBeginning;

    FileKind(String description, Predicate<String> isBeginning) {
        this.description = description;
        this.isBeginning = isBeginning;
    }

    /**
     * Returns the kind of a file; empty if it is none of these.
     *
     * @param head the first {@link #HEAD_BYTES} bytes of the file, or all if it has fewer
     */
    public static Optional<FileKind> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1); // one character for each byte
        return Arrays.stream(values())
                .filter(kind -> kind.isBeginning.test(text))
                .findFirst();
    }

    /** Returns its description, which continues "the file is", such as {@code a PNG image}. */
    @Override
    public String toString() {
        return description;
    }

    private static boolean matches(String head, String expression) {
        return head.matches("(?s)" + expression);
    }

    /** Returns the brand of a file in a format of MPEG-4's family; empty if it is another. */
    private static String brandOf(String head) {
        return head.startsWith("ftyp", 4) && head.length() >= 12 ? head.substring(8, 12) : "";
    }

    /** Returns the name of a zip's first file; empty without one. */
    private static String firstEntryOf(String head) {
        int end = ZIP_NAME + unsignedShort(head, 26);
        return head.startsWith("PK\3\4") && end <= head.length() ? head.substring(ZIP_NAME, end) : "";
    }

    /** Returns what follows the name of a zip's first file: its extra field, then its content. */
    private static String extraOf(String head) {
        return rest(head, ZIP_NAME + unsignedShort(head, 26));
    }

    /** Returns the beginning of the content of a zip's first file, as it is stored; empty if it is further behind. */
    private static String contentOf(String head) {
        return rest(extraOf(head), unsignedShort(head, 28));
    }

    private static String rest(String head, int begin) {
        return head.substring(Math.min(begin, head.length()));
    }

    private static int unsignedShort(String head, int at) {
        return at + 1 < head.length() ? head.charAt(at) | head.charAt(at + 1) << Byte.SIZE : 0;
    }

    /** Returns text in lower case, without the byte-order mark and the spaces before it. */
    private static String markupOf(String head) {
        return (head.startsWith("\357\273\277") ? head.substring(3) : head)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Returns whether it is UTF-8 without control characters; the last character may be incomplete. */
    private static boolean isText(String head) {
        CharBuffer decoded = CharBuffer.allocate(head.length());
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)), decoded, false);
        return !result.isError()
                && decoded.flip().chars().allMatch(c -> !Character.isISOControl(c) || "\t\n\r\f".indexOf(c) >= 0);
    }
}
