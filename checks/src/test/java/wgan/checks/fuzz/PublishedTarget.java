package wgan.checks.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.data.DataException;
import wgan.data.DatasetName;
import wgan.data.Split;

/** The archives of a dataset as it was published, without the checksum that would refuse them. */
final class PublishedTarget implements Target {
    private final Path file;
    private final DatasetName name;
    private final Object format;
    private final List<byte[]> seeds;

    private PublishedTarget(Path folder, DatasetName name, Object format, List<byte[]> seeds) {
        this.file = folder.resolve("archive");
        this.name = name;
        this.format = format;
        this.seeds = seeds;
    }

    /** Returns the target of the binary version of CIFAR-10. */
    static PublishedTarget cifar(Path folder) throws Exception {
        byte[] tar = Encodings.tar(Map.of("cifar-10-batches-bin/test_batch.bin", new byte[2 * 3073]));
        return new PublishedTarget(
                folder,
                DatasetName.CIFAR_10,
                Hidden.create("wgan.data.CifarArchive", 1L << 20),
                List.of(Encodings.input(true, tar), Encodings.input(false, Encodings.gzip(tar))));
    }

    /** Returns the target of EMNIST's archive. */
    static PublishedTarget emnist(Path folder) throws Exception {
        byte[] images = IdxTarget.bytes(0x803, 1, 28, 28);
        byte[] labels = IdxTarget.bytes(0x801, 1);
        Map<String, byte[]> raw = new LinkedHashMap<>();
        raw.put("gzip/emnist-digits-test-images-idx3-ubyte.gz", images);
        raw.put("gzip/emnist-digits-test-labels-idx1-ubyte.gz", labels);
        Map<String, byte[]> compressed = new LinkedHashMap<>();
        compressed.put("gzip/emnist-digits-test-images-idx3-ubyte.gz", Encodings.gzip(images));
        compressed.put("gzip/emnist-digits-test-labels-idx1-ubyte.gz", Encodings.gzip(labels));
        return new PublishedTarget(
                folder,
                DatasetName.EMNIST_DIGITS,
                Hidden.create("wgan.data.EmnistArchive", "digits", 0),
                List.of(
                        Encodings.input(false, Encodings.zip(raw, false)),
                        Encodings.input(false, Encodings.zip(compressed, true))));
    }

    @Override
    public List<byte[]> seeds() {
        return seeds;
    }

    @Override
    public List<String> words() {
        return ImagesTarget.TAR_WORDS;
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(DataException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, Encodings.gzipIfEncoded(input));
        Hidden.call(format, "read", name, Split.TEST, List.of(file));
    }
}
