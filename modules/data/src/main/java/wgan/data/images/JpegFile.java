package wgan.data.images;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import wgan.image.FileKind;

/** The segments of a JPEG file. Format: ITU-T T.81, annex B. */
final class JpegFile {

    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2; // progressive; 0xc1 is extended sequential
    private static final int SOF15 = 0xcf;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int RST0 = 0xd0;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int TEM = 0x01;

    /** Usual progressive images have about 10 scans. A file of many scans takes long to decode. */
    private static final int MAX_SCANS = 100;

    private static final int SOF_LENGTH = 6;
    private static final int GRAY = 1;
    private static final int COLOR = 3;
    private static final int INKS = 4;
    private static final int RGB_BYTES = 4;
    private static final String ADOBE = "Adobe";

    /** In a segment of Adobe, after its name, a version and two fields of flags. */
    private static final int TRANSFORM_AT = 11;

    private JpegFile() {}

    static ImageHeader header(DataInputStream in) throws IOException {
        in.readUnsignedShort(); // SOI
        Orientation orientation = Orientation.UPRIGHT;
        while (true) {
            int marker = marker(in);
            if (marker == EOI || marker == SOS) {
                throw new BadImageException("has no frame header before its pixels; fetch or copy it again");
            }
            if (isAlone(marker)) {
                continue;
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new BadImageException("has a segment of length %d, expected at least 2; fetch or copy it again"
                        .formatted(length + 2));
            }
            if (marker == APP1) {
                byte[] segment = read(in, length);
                Orientation stated = Orientation.ofExif(segment);
                orientation = orientation == Orientation.UPRIGHT ? stated : orientation;
            } else if (isFrame(marker)) {
                return frame(marker, read(in, length), orientation);
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private static byte[] read(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new BadImageException("has no marker where one is expected; fetch or copy it again");
        }
        int marker = 0xff;
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    private static boolean isAlone(int marker) {
        return marker == TEM || (marker >= RST0 && marker <= EOI);
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private static ImageHeader frame(int marker, byte[] segment, Orientation orientation) throws IOException {
        if (segment.length < SOF_LENGTH) {
            throw new EOFException();
        }
        int precision = segment[0];
        int components = Bytes.unsigned(segment, 5);
        if (marker > SOF2 || precision != 8) {
            throw new BadImageException(
                    "is a JPEG image of %d bits with frame type %d, expected 8 bits, baseline or progressive; convert it to PNG"
                            .formatted(precision, marker - SOF0));
        }
        if (components != GRAY && components != COLOR && components != INKS) {
            throw new BadImageException(
                    "has %d components, expected 1, 3 or 4; convert it to PNG".formatted(components));
        }
        int decoded = marker == SOF2 ? 3 * components : components; // the coefficients of a progressive image are kept
        return new ImageHeader(
                FileKind.JPEG,
                Bytes.uint16(segment, 1),
                Bytes.uint16(segment, 3),
                components != GRAY,
                orientation,
                components == INKS ? decoded + RGB_BYTES : decoded);
    }

    /**
     * Returns the file without color profiles, EXIF data and other metadata, after it has checked that it is complete.
     *
     * <p>The JDK's reader fills the missing part of a truncated image with gray, and parses profiles.
     */
    static byte[] checked(byte[] file) throws BadImageException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, 2);
        int scans = 0;
        int at = 2;
        while (at + 1 < file.length && Bytes.unsigned(file, at) == 0xff) {
            int marker = Bytes.unsigned(file, at + 1);
            if (marker == 0xff) {
                at++; // a fill byte
                continue;
            }
            int end = at + 2;
            if (!isAlone(marker)) {
                if (end + 2 > file.length || Bytes.uint16(file, end) < 2) {
                    break;
                }
                end += Bytes.uint16(file, end);
            }
            if (marker == SOS) {
                end = endOfScan(file, end);
                if (++scans > MAX_SCANS) {
                    throw new BadImageException("has more than %d scans; convert it to PNG".formatted(MAX_SCANS));
                }
            }
            if (end > file.length) {
                break;
            }
            if (isKept(file, at, end, marker)) {
                kept.write(file, at, end - at);
            }
            if (marker == EOI) {
                return kept.toByteArray();
            }
            at = end;
        }
        throw new BadImageException(
                "is truncated or damaged at byte %d of %d; fetch or copy it again".formatted(at, file.length));
    }

    /**
     * Returns how a file stores colors by inks; empty if it is gray or in light's colors.
     *
     * @param file as {@link #checked} returned it
     */
    static Optional<InkModel> inks(byte[] file) {
        InkModel model = InkModel.CMYK;
        int at = 2;
        while (at + 4 < file.length) {
            int marker = Bytes.unsigned(file, at + 1);
            int end = isAlone(marker) ? at + 2 : at + 2 + Bytes.uint16(file, at + 2);
            int content = at + 4;
            if (marker == APP14 && content + TRANSFORM_AT < end && startsWith(file, content, end, ADOBE)) {
                model = file[content + TRANSFORM_AT] == 0 ? InkModel.CMYK : InkModel.YCCK;
            } else if (isFrame(marker)) {
                return file[content + SOF_LENGTH - 1] == INKS ? Optional.of(model) : Optional.empty();
            }
            at = end;
        }
        return Optional.empty();
    }

    /** Returns whether a segment determines the pixels. */
    private static boolean isKept(byte[] file, int at, int end, int marker) {
        return switch (marker) {
            case APP0 -> startsWith(file, at + 4, end, "JFIF\0");
            case APP14 -> startsWith(file, at + 4, end, ADOBE);
            case SOI -> false;
            default -> marker < APP0 || marker > APP15;
        };
    }

    private static boolean startsWith(byte[] file, int at, int end, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        return at + expected.length <= end
                && Arrays.equals(file, at, at + expected.length, expected, 0, expected.length);
    }

    /** Returns the place of the marker after the compressed data of a scan. */
    private static int endOfScan(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length) {
            int next = Bytes.unsigned(file, at + 1);
            if (Bytes.unsigned(file, at) == 0xff && next != 0 && next != 0xff && (next < RST0 || next >= SOI)) {
                return at;
            }
            at++;
        }
        return file.length;
    }
}
