package wgan.train;

import java.nio.file.Path;

/** Thrown if a run directory cannot be opened because another run has it open. */
public final class RunDirectoryInUseException extends RunDirectoryException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a directory that is in use.
     *
     * @param pid the process that has it open, as its lock file states
     */
    RunDirectoryInUseException(Path directory, String pid) {
        super("%s: process %s is writing its run here; wait for its end, or use another run directory"
                .formatted(directory, pid));
    }
}
