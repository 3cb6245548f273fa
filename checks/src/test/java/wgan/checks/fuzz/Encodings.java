package wgan.checks.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Encodings that no mutation would hit: what is inside a checksum or a compression is mutated before it is encoded. The first byte of an
 * input states whether it is; see {@link #isEncoded}.
 */
final class Encodings {
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_FRAME = 12; // length, type, checksum
    private static final int MASK = 0xa282ead8; // of TensorBoard's checksums

    private Encodings() {}

    /** Returns whether the rest of an input is to be encoded before it is read. */
    static boolean isEncoded(byte[] input) {
        return input.length > 0 && (input[0] & 1) == 1;
    }

    /** Returns an input without its first byte. */
    static byte[] rest(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    }

    /** Returns the input whose rest is content. */
    static byte[] input(boolean isEncoded, byte[] content) {
        return ByteBuffer.allocate(1 + content.length)
                .put((byte) (isEncoded ? 1 : 0))
                .put(content)
                .array();
    }

    /** Returns the content of a file that is compressed if the first byte of the input says so. */
    static byte[] gzipIfEncoded(byte[] input) throws IOException {
        return isEncoded(input) ? gzip(rest(input)) : rest(input);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> members, boolean isCompressed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                if (!isCompressed) {
                    CRC32 checksum = new CRC32();
                    checksum.update(member.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(member.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] tar(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Returns a PNG file with the right checksum of each chunk, up to the first whose length is wrong. */
    static byte[] withChecksums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png.clone());
        int at = PNG_SIGNATURE;
        while (at + PNG_FRAME <= png.length) {
            int length = file.getInt(at);
            if (length < 0 || length > png.length - at - PNG_FRAME) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, at + Integer.BYTES, Integer.BYTES + length);
            file.putInt(at + 2 * Integer.BYTES + length, (int) checksum.getValue());
            at += PNG_FRAME + length;
        }
        return file.array();
    }

    /** Returns records of TensorBoard with the right checksums: each begins with its length, in one byte. */
    static byte[] records(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < content.length) {
            int length = Math.min(Byte.toUnsignedInt(content[at]), content.length - at - 1);
            out.writeBytes(record(Arrays.copyOfRange(content, at + 1, at + 1 + length)));
            at += 1 + length;
        }
        return out.toByteArray();
    }

    private static byte[] record(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(Arrays.copyOf(record.array(), Long.BYTES)));
        record.put(data);
        record.putInt(masked(data));
        return record.array();
    }

    private static int masked(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
