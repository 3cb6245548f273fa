package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import wgan.data.DataException;
import wgan.data.IdxFile;
import wgan.image.ImageShape;

/** IDX files, raw or compressed by gzip: those of a dataset, and a user's own. */
final class IdxTarget implements Target {
    private static final ImageShape SHAPE = new ImageShape(1, 16, 16);

    private final Path file;
    private final ImagesTarget own;

    IdxTarget(Path folder) throws Exception {
        file = folder.resolve("images-idx3-ubyte");
        own = new ImagesTarget(folder, file, file, List.of(), List.of(), Encodings::gzipIfEncoded);
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        byte[] images = bytes(0x803, 2, 16, 16);
        byte[] labels = bytes(0x801, 3);
        byte[] color = bytes(0x804, 2, 16, 16, 3);
        return List.of(
                Encodings.input(false, images),
                Encodings.input(true, images),
                Encodings.input(false, Encodings.gzip(images)),
                Encodings.input(false, labels),
                Encodings.input(true, labels),
                Encodings.input(false, color));
    }

    /** Returns a file with the magic number and sizes of a header. */
    static byte[] bytes(int... header) {
        int elements = 1;
        for (int i = 1; i < header.length; i++) {
            elements *= header[i];
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * header.length + elements);
        for (int value : header) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(DataException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, Encodings.gzipIfEncoded(input));
        DataException refusal = null;
        try {
            byte[] pixels = IdxFile.readImages(file, SHAPE);
            FaultException.unless(
                    pixels.length % SHAPE.numel() == 0 && pixels.length > 0, pixels.length + " bytes of images");
        } catch (DataException e) {
            refusal = e;
        }
        try {
            FaultException.unless(IdxFile.readLabels(file).length > 0, "no labels");
        } catch (DataException e) {
            refusal = e;
        }
        own.read(input);
        if (refusal != null) {
            throw refusal;
        }
    }
}
