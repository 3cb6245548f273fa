package wgan.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives for tests, in memory. */
final class Archives {

    private static final int TAR_HEADER = 512;

    private Archives() {}

    /** Returns a zip archive of members by their names. */
    static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Returns a tar archive of members by their names, compressed by gzip. */
    static byte[] tarGz(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
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

    /** Returns a tar archive compressed by gzip, with one sparse member of old GNU tar that states 8 GiB of zeros. */
    static byte[] sparse(String member) throws IOException {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(tarGz(Map.of(member, new byte[0])))).readAllBytes();
        put(tar, 156, "S");
        put(tar, 257, "ustar  \0");
        put(tar, 386, "77777777777\00000000000\0"); // the offset and the size of the only data
        put(tar, 483, "77777777777\0");
        put(tar, 148, "        ");
        int sum = 0;
        for (int i = 0; i < TAR_HEADER; i++) {
            sum += Byte.toUnsignedInt(tar[i]);
        }
        put(tar, 148, "%06o\0 ".formatted(sum));
        return gzip(tar);
    }

    private static void put(byte[] tar, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, tar, at, bytes.length);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Returns an IDX file of gray images, compressed by gzip. */
    static byte[] images(int count, int side, byte[] pixels) throws IOException {
        return gzip(idx(new int[] {0x803, count, side, side}, pixels));
    }

    /** Returns an IDX file of labels, compressed by gzip. */
    static byte[] labels(int... labels) throws IOException {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return gzip(idx(new int[] {0x801, labels.length}, bytes));
    }

    private static byte[] idx(int[] header, byte[] body) {
        ByteBuffer idx = ByteBuffer.allocate(Integer.BYTES * header.length + body.length);
        Arrays.stream(header).forEach(idx::putInt);
        return idx.put(body).array();
    }
}
