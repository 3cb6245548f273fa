package wgan.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates folders. */
public final class Folders {
    private Folders() {}

    /**
     * Creates a folder, and those that it is in, unless it exists.
     *
     * @return the folder
     * @throws DataException with {@link DataException.Reason#WRITE_FAILED} if it cannot be created
     */
    public static Path create(Path folder) throws DataException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException(
                    DataException.Reason.WRITE_FAILED,
                    folder + ": cannot be created as a folder (" + DataException.describe(e)
                            + "); name another folder, in one that is writable, on a disk with free space",
                    e);
        }
    }
}
