package wgan.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The check of a folder that an option names, before anything is computed or written. */
final class OutputFolder {
    private OutputFolder() {}

    /**
     * Checks that a folder exists or can be created.
     *
     * @param folder null if the option is not given
     * @param option that names it
     * @throws ParameterException if it is a file, or would be in one
     */
    static void validate(@Nullable Path folder, String option, CommandLine command) {
        if (folder == null) {
            return;
        }
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.isDirectory(path)) {
                return;
            }
            if (Files.exists(path)) {
                throw new ParameterException(
                        command,
                        option + " is " + folder + (path.equals(folder) ? ", a file" : ", and " + path + " is a file")
                                + ", expected a directory");
            }
        }
    }
}
