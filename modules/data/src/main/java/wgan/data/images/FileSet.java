package wgan.data.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import wgan.data.DataException;

/**
 * The files in a folder or an archive. Their content is read by several threads at once; it is opened and closed by one.
 *
 * <p>Hidden files, whose name or a folder's name begins with a dot, are left out, and so are those of {@code __MACOSX}.
 */
interface FileSet {

    /**
     * One of the files.
     *
     * @param path relative to the folder or in the archive, with slashes
     * @param size in bytes, as the folder or the archive states it; −1 if unknown
     * @param stamp changes when the content changes
     */
    record Entry(String path, long size, long stamp) {

        /** Returns the name without folders. */
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Returns whether the file is in the folder itself. */
        boolean isDirect() {
            return path.indexOf('/') < 0;
        }
    }

    /** Content of files that is open. */
    interface Content extends AutoCloseable {

        /** Opens a file; thread-safe. */
        InputStream open(Entry entry) throws IOException;

        @Override
        void close() throws DataException;
    }

    /** Returns the folder or the archive. */
    Path location();

    /** Returns the files in the order of their paths. */
    List<Entry> entries();

    /** Returns how many files were left out because they are hidden or special, or links that lead nowhere. */
    int hidden();

    /** Returns what the files are in: "folder" or "archive". */
    String noun();

    /** Opens the content. */
    Content content() throws DataException;

    /** Returns the name of a file for a message, in one line. */
    default String shown(Entry entry) {
        return Names.shown(location() + (noun().equals("folder") ? "/" : "!/") + entry.path());
    }
}
