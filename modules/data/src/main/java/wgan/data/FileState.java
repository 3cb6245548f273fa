package wgan.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The state of one file of a dataset.
 *
 * @param path its path, whether it exists or not
 * @param bytes its size; 0 if it is missing
 * @param check how it compares with the original
 */
public record FileState(Path path, long bytes, Check check) {

    /** How a file compares with the original. */
    public enum Check {
        /** The SHA-256 is that of the original, compressed or not. */
        VERIFIED,
        /** The SHA-256 of the original is not known, because it was published in another form, such as compressed. */
        UNKNOWN,
        /** The SHA-256 is another: a file in the cache is damaged; a user-provided one has other images. */
        DIFFERENT,
        /** There is no such file. */
        MISSING
    }

    /** Returns the state of a file in a folder, compressed or not. */
    static FileState of(DataFile file, Path folder) throws DataException {
        Optional<Path> verified = file.verifiedIn(folder);
        if (verified.isPresent()) {
            return new FileState(verified.get(), size(verified.get()), Check.VERIFIED);
        }
        List<Path> others = file.in(folder);
        if (others.isEmpty()) {
            return new FileState(folder.resolve(file.publishedName()), 0, Check.MISSING);
        }
        Path other = others.get(0);
        return new FileState(other, size(other), file.isUnknown(other) ? Check.UNKNOWN : Check.DIFFERENT);
    }

    private static long size(Path file) throws DataException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }
}
