package wgan.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * One of the four files of a dataset, as its authors published it.
 *
 * @param name the name without {@code .gz}
 * @param gzipSha256 the SHA-256 of the file as published, compressed by gzip
 * @param rawSha256 the SHA-256 of the decompressed file
 */
record DataFile(String name, String gzipSha256, String rawSha256) {

    /** The maximum size of a file, in bytes, larger than all files of these datasets: a server that sends more is refused. */
    private static final long MAX_SIZE = 64L << 20;

    private static final int CHUNK = 1 << 16;

    /** Returns the name of the compressed file. */
    String gzipName() {
        return name + ".gz";
    }

    /** Returns the files of this name in a folder: compressed, decompressed, both or none. */
    List<Path> in(Path folder) {
        return Stream.of(gzipName(), name)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Returns the file of this name in a folder that has one of the two checksums. */
    Optional<Path> verifiedIn(Path folder) throws DataException {
        for (Path file : in(folder)) {
            if (isVerified(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Returns whether a file has one of the two checksums. */
    boolean isVerified(Path file) throws DataException {
        try (InputStream in = Files.newInputStream(file)) {
            String sha256 = copy(in, OutputStream.nullOutputStream(), read -> {});
            return sha256.equals(gzipSha256) || sha256.equals(rawSha256);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Copies a stream to a file in a folder. The file appears complete and verified, or not at all.
     *
     * @param fileName one of the two names of this file, which determines the checksum
     * @param progress receives the number of bytes copied so far
     * @throws DataException if the checksum is another, or the file cannot be written
     * @throws IOException as the stream throws it
     */
    void store(InputStream in, Path folder, String fileName, LongConsumer progress) throws IOException {
        String expected = fileName.equals(name) ? rawSha256 : gzipSha256;
        AtomicFile.write(folder.resolve(fileName), out -> {
            String sha256 = copy(in, out, progress);
            if (!sha256.equals(expected)) {
                throw new DataException("%s: SHA-256 is %s, expected %s".formatted(fileName, sha256, expected));
            }
        });
    }

    /** Copies a stream and returns the SHA-256 of its bytes. */
    private String copy(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        DigestInputStream digested = new DigestInputStream(new CappedInputStream(in, name, MAX_SIZE), sha256);
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        for (int read = digested.read(chunk); read >= 0; read = digested.read(chunk)) {
            out.write(chunk, 0, read);
            copied += read;
            progress.accept(copied);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Returns an exception for a file that exists and cannot be read. */
    static DataException unreadable(Path file, IOException e) {
        return new DataException(
                "%s: cannot be read (%s); make it readable or delete it".formatted(file, DataException.describe(e)), e);
    }
}
