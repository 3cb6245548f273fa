package wgan.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A published file for tests: its bytes, compressed or not, and its checksums. */
record OneFile(String name) {

    /** Names of files of a dataset. */
    static final OneFile IMAGES = new OneFile("train-images-idx3-ubyte");

    static final OneFile LABELS = new OneFile("train-labels-idx1-ubyte");

    byte[] raw() {
        return Digits.noise(10_000 + name.hashCode() % 1000);
    }

    byte[] gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(raw());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    DataFile published() {
        return DataFile.gzip(name, sha256(gzip()), sha256(raw()));
    }

    /** The published file, of which the checksum of the decompressed file is not known. */
    DataFile publishedCompressed() {
        return DataFile.gzip(name, sha256(gzip()));
    }

    /** The compressed file as an archive. */
    DataFile archive() {
        return DataFile.archive(name, sha256(gzip()), 1 << 20);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
