package wgan.data.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wgan.data.DataException;

/** Lines that change when a file changes. */
final class Stamps {

    private Stamps() {}

    /** Returns a line with the path, size and time of each file. */
    static List<String> of(List<Path> files) throws DataException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try {
                lines.add(file.toAbsolutePath() + "\0" + Files.size(file) + "\0"
                        + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
            } catch (IOException e) {
                throw ArrayFile.unreadable(file.toString(), "at its beginning", e);
            }
        }
        return lines;
    }
}
