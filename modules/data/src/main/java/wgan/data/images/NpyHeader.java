package wgan.data.images;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wgan.data.DataException;
import wgan.image.FileKind;

/**
 * The header of an {@code .npy} file. Format: NumPy's {@code numpy.lib.format}, versions 1 to 3.
 */
final class NpyHeader {
    private final String type;
    private final int[] sizes;
    private final int offset;

    /**
     * Keeps the values; an array must not be changed afterwards.
     *
     * @param type as NumPy writes it, such as {@code |u1}
     * @param sizes of the dimensions, each at least 1
     * @param offset the bytes before the first element
     */
    NpyHeader(String type, int[] sizes, int offset) {
        this.type = type;
        this.sizes = sizes;
        this.offset = offset;
    }

    String type() {
        return type;
    }

    int[] sizes() {
        return sizes;
    }

    int offset() {
        return offset;
    }

    private static final int MAX_LENGTH = 1 << 16;
    private static final int PREFIX = 8; // the magic number and the version
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']{1,16})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]{0,200})\\)");

    /**
     * Reads a header.
     *
     * @param name of the file, for messages
     * @throws DataException if it is malformed, or the elements are in Fortran's order
     */
    static NpyHeader read(InputStream in, String name) throws IOException {
        byte[] prefix = in.readNBytes(PREFIX + Short.BYTES);
        if (prefix.length < PREFIX + Short.BYTES) {
            throw new EOFException();
        }
        if (!FileKind.of(prefix).equals(Optional.of(FileKind.NPY))) {
            throw new DataException("%s: does not begin as an .npy file; save it with numpy.save".formatted(name));
        }
        int length = Bytes.uint16Little(prefix, PREFIX);
        int offset = prefix.length + length;
        if (prefix[PREFIX - 2] > 1) { // the version
            byte[] rest = in.readNBytes(Short.BYTES);
            length = rest.length < Short.BYTES ? -1 : length | Bytes.uint16Little(rest, 0) << 16;
            offset = prefix.length + Short.BYTES + length;
        }
        if (length < 0 || length > MAX_LENGTH) {
            throw new DataException(
                    "%s: length of the header is %d at byte 8, expected at most %d; save it with numpy.save again"
                            .formatted(name, Integer.toUnsignedLong(length), MAX_LENGTH));
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException();
        }
        return parse(new String(text, StandardCharsets.ISO_8859_1), name, offset);
    }

    private static NpyHeader parse(String text, String name, int offset) throws DataException {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new DataException(
                    "%s: header is '%s', expected a type, an order and a shape; save it with numpy.save, and no structured type"
                            .formatted(
                                    name,
                                    Names.shown(text.strip()
                                            .substring(
                                                    0, Math.min(80, text.strip().length())))));
        }
        if (order.group(1).equals("True")) {
            throw new DataException("%s: elements are in Fortran's order, expected C's; save numpy.ascontiguousarray(x)"
                    .formatted(name));
        }
        String[] parts = shape.group(1).isBlank()
                ? new String[0]
                : shape.group(1).strip().replaceFirst("\\s*,$", "").split("\\s*,\\s*", -1);
        int[] sizes = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("0*[1-9][0-9]{0,8}")) {
                throw new DataException(
                        "%s: shape is (%s), expected sizes from 1 to 999999999; save images as (N, H, W) or (N, H, W, 3)"
                                .formatted(name, shape.group(1)));
            }
            sizes[i] = Integer.parseInt(parts[i]);
        }
        return new NpyHeader(type.group(1), sizes, offset);
    }

    /** Returns whether the elements are unsigned bytes. */
    boolean isBytes() {
        return type.endsWith("u1");
    }

    /** Returns the bytes of an element if it is an integer; 0 otherwise. */
    int integerBytes() {
        return type.matches("[|<>=]?[ui][1248]") ? type.charAt(type.length() - 1) - '0' : 0;
    }

    boolean isBigEndian() {
        return type.startsWith(">");
    }

    /** Returns a text like {@code <f4 (60000, 28, 28)}, for messages. */
    String description() {
        return Names.shown(type) + " "
                + Arrays.toString(sizes).replace('[', '(').replace(']', ')');
    }
}
