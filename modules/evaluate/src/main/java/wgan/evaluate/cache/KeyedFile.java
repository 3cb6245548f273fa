package wgan.evaluate.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import wgan.data.AtomicFile;
import wgan.data.images.ImageCache;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.Tensor;

/**
 * A safetensors file of tensors that are a function of a key, which is its metadata. Several processes may use it at the same time.
 *
 * @param path in a folder that is created when it is needed
 * @param key all that the tensors depend on, the version of the procedure that computes them included
 */
public record KeyedFile(Path path, Map<String, String> key) {
    /** Keeps a copy. */
    public KeyedFile {
        key = Map.copyOf(key);
    }

    /** Returns whether there is a file. */
    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Copies the file's tensors to target tensors of the same names.
     *
     * @throws ModelFileException if the file has another key, lacks a tensor, has one of another shape or type, or contains NaN or
     *     infinity
     * @throws IOException if it cannot be read; in all cases the targets may have been changed
     */
    public void readTo(Map<String, Tensor> targets) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(path)) {
            if (!hasKey(tensors)) {
                throw new ModelFileException(path + ": has the metadata " + new TreeMap<>(tensors.metadata())
                        + ", expected " + new TreeMap<>(key));
            }
            copy(tensors, targets);
        }
        ImageCache.noteUse(path);
    }

    /** Returns whether an open file, which may be another than this one, has this key. */
    public boolean hasKey(SafeTensors file) {
        return file.metadata().equals(key);
    }

    /**
     * Copies the tensors of an open file to target tensors of the same names.
     *
     * @throws ModelFileException if the file lacks a tensor, has one of another shape or type, or contains NaN or infinity
     * @throws IOException if it cannot be read; in all cases the targets may have been changed
     */
    public static void copy(SafeTensors file, Map<String, Tensor> targets) throws IOException {
        file.copyTo(targets);
        file.requireFinite(targets);
    }

    /**
     * Writes or replaces the file.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Map<String, Tensor> tensors) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        AtomicFile.write(path, out -> SafeTensors.write(out, tensors, new TreeMap<>(key)));
    }
}
