package wgan.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A published file for tests: what it holds, packed and raw, and what is told of it. */
record OneFile(String name) {

    /** Files as a dataset has them. */
    static final OneFile IMAGES = new OneFile("train-images-idx3-ubyte");

    static final OneFile LABELS = new OneFile("train-labels-idx1-ubyte");

    byte[] raw() {
        return Digits.noise(10_000 + name.hashCode() % 1000);
    }

    byte[] gzip() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(raw());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    DataFile published() {
        return new DataFile(name, sha256(gzip()), sha256(raw()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
