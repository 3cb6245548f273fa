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
 * One file of a dataset, as its authors published it: a file that is compressed by gzip, or an archive of several files.
 *
 * @param publishedName the name of the published file
 * @param name the name of the decompressed file; that of the published file, if that is an archive
 * @param sha256 the SHA-256 of the published file
 * @param rawSha256 the SHA-256 of the decompressed file; empty if it is not known, or if that is an archive
 * @param maxSize the largest size in bytes, above the actual one: a server that sends more is refused
 */
record DataFile(String publishedName, String name, String sha256, Optional<String> rawSha256, long maxSize) {

    /** More than each file that is compressed by gzip has, compressed or not. */
    private static final long MAX_SIZE = 64L << 20;

    private static final int CHUNK = 1 << 16;

    /** Returns a file that was published as {@code name.gz}. */
    static DataFile gzip(String name, String gzipSha256, String rawSha256) {
        return new DataFile(name + ".gz", name, gzipSha256, Optional.of(rawSha256), MAX_SIZE);
    }

    /** Returns a file that was published as {@code name.gz}; the checksum of the decompressed file is not known. */
    static DataFile gzip(String name, String gzipSha256) {
        return new DataFile(name + ".gz", name, gzipSha256, Optional.empty(), MAX_SIZE);
    }

    /** Returns an archive, which is kept as it is. */
    static DataFile archive(String name, String sha256, long maxSize) {
        return new DataFile(name, name, sha256, Optional.empty(), maxSize);
    }

    /** Returns the files of these names in a folder: as published, decompressed, both or none. */
    List<Path> in(Path folder) {
        return Stream.of(publishedName, name)
                .distinct()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Returns the file of these names in a folder that has one of the checksums. */
    Optional<Path> verifiedIn(Path folder) throws DataException {
        for (Path file : in(folder)) {
            if (isVerified(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Returns whether a file has one of the checksums. */
    boolean isVerified(Path file) throws DataException {
        try (InputStream in = Files.newInputStream(file)) {
            String hex = copy(in, OutputStream.nullOutputStream(), read -> {});
            return hex.equals(sha256) || rawSha256.filter(hex::equals).isPresent();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns whether a file with one of the two names cannot be verified: its checksum is not known. */
    boolean isUnknown(Path file) {
        return rawSha256.isEmpty() && !file.endsWith(publishedName);
    }

    /**
     * Copies a stream to a file in a folder. The file appears complete and verified, or not at all.
     *
     * @param fileName one of the two names of this file, which determines the checksum
     * @param progress receives the number of bytes copied so far
     * @throws DataException if the checksum is another or not known, or the file cannot be written
     * @throws IOException as the stream throws it
     */
    void store(InputStream in, Path folder, String fileName, LongConsumer progress) throws IOException {
        String expected = fileName.equals(publishedName)
                ? sha256
                : rawSha256.orElseThrow(() ->
                        new DataException("%s: its SHA-256 is not known; fetch %s".formatted(fileName, publishedName)));
        AtomicFile.write(folder.resolve(fileName), out -> {
            String hex = copy(in, out, progress);
            if (!hex.equals(expected)) {
                throw new DataException("%s: SHA-256 is %s, expected %s".formatted(fileName, hex, expected));
            }
        });
    }

    /** Copies a stream and returns the SHA-256 of its bytes. */
    private String copy(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        DigestInputStream digested = new DigestInputStream(LimitedInputStream.of(in, name, maxSize), digest);
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        for (int read = digested.read(chunk); read >= 0; read = digested.read(chunk)) {
            out.write(chunk, 0, read);
            copied += read;
            progress.accept(copied);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns an exception for a file that exists and cannot be read. */
    static DataException unreadable(Path file, IOException e) {
        return new DataException(
                "%s: cannot be read (%s); make it readable or delete it".formatted(file, DataException.describe(e)), e);
    }
}
