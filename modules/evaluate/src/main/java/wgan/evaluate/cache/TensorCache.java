package wgan.evaluate.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import wgan.torch.Tensor;

/**
 * A folder with tensors that take time to compute: a {@link KeyedFile} for each set of them. A file that cannot be read or written is
 * not an error; it only takes the time of computing the tensors.
 *
 * @param folder empty if nothing is stored
 * @param notes receives one line for each problem
 */
public record TensorCache(Optional<Path> folder, Consumer<String> notes) {
    /** Stores nothing. */
    public static final TensorCache NONE = new TensorCache(Optional.empty(), note -> {});

    /** Returns the cache in a folder. */
    public static TensorCache of(Path folder, Consumer<String> notes) {
        return new TensorCache(Optional.of(folder), notes);
    }

    /**
     * Fills tensors from a file, or computes and stores them.
     *
     * @param what the tensors contain, for the notes
     * @param kind the kind of the tensors, such as {@code training-reference}: the file's name begins with it
     * @param version changes whenever equal inputs result in other tensors, or these are stored in another way
     * @param inputs all that the tensors are a function of, by name; the file's name contains the values in this order
     * @param tensors by name, which are changed
     * @param compute fills the tensors
     */
    public void fill(
            String what,
            String kind,
            int version,
            SequencedMap<String, String> inputs,
            Map<String, Tensor> tensors,
            Runnable compute) {
        if (folder.isEmpty()) {
            compute.run();
            return;
        }
        String name = kind + "-v" + version + "-" + String.join("-", inputs.values()) + ".safetensors";
        Map<String, String> key = new HashMap<>(inputs);
        key.put("wgan." + kind.replace('-', '_'), Integer.toString(version));
        KeyedFile file = new KeyedFile(folder.get().resolve(name), key);
        if (file.exists()) {
            try {
                file.readTo(tensors);
                return;
            } catch (IOException e) {
                notes.accept(what + ": " + e.getMessage() + "; computing them again");
            }
        }
        compute.run();
        try {
            file.write(tensors);
        } catch (IOException e) {
            notes.accept(what + ": cannot be stored as " + file.path() + " (" + e
                    + "); they will be computed again next time");
        }
    }
}
