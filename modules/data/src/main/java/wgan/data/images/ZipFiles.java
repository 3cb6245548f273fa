package wgan.data.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import wgan.data.DataException;

/**
 * The files in a zip archive. Nothing is extracted to disk: the names are used for classes and messages only.
 *
 * <p>The decompressed bytes of all entries are counted while they are read, and limited.
 */
final class ZipFiles implements FileSet {

    /** The length of a name in the file systems that are in use. */
    private static final int MAX_NAME = 255;

    private final Path archive;
    private final long limit;
    private final List<Entry> entries = new ArrayList<>();
    private int hidden;

    private ZipFiles(Path archive, long limit) {
        this.archive = archive;
        this.limit = limit;
    }

    /**
     * Lists an archive.
     *
     * @throws DataException if it is not a zip archive, is encrypted, or has names that lead out of a folder
     */
    static ZipFiles of(Path archive, Limits limits) throws DataException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipFiles files = new ZipFiles(archive, limits.expanded(Files.size(archive)));
            if (zip.size() > limits.files()) {
                throw new DataException("%s: has more than %d files; unpack it and name a smaller folder"
                        .formatted(archive, limits.files()));
            }
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                files.add(all.nextElement());
            }
            files.entries.sort(Comparator.comparing(Entry::path));
            return files;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(archive, e);
        }
    }

    private void add(ZipEntry entry) throws DataException {
        if (entry.isDirectory()) {
            return;
        }
        String[] parts = entry.getName().split("/", -1);
        boolean isHidden = false;
        for (String part : parts) {
            if (part.length() > MAX_NAME) {
                throw new DataException("%s: has a name of %d characters, expected at most %d; pack it again"
                        .formatted(archive, part.length(), MAX_NAME));
            }
            if (part.isEmpty() || part.equals("..") || part.indexOf('\\') >= 0 || part.matches("[A-Za-z]:.*")) {
                throw new DataException(
                        "%s: has an entry '%s', expected names without '..', '\\' and a leading '/'; pack it again"
                                .formatted(archive, Names.shown(entry.getName())));
            }
            isHidden |= Names.isHidden(part);
        }
        if (isHidden) {
            hidden++;
        } else {
            entries.add(new Entry(entry.getName(), entry.getSize(), entry.getCrc()));
        }
    }

    private static DataException unreadable(Path archive, Exception e) {
        if (e instanceof DataException data) {
            return data;
        }
        String reason = e instanceof IOException io ? DataException.describe(io) : String.valueOf(e.getMessage());
        return reason.contains("encrypted")
                ? new DataException(
                        archive + ": is an encrypted zip archive; unpack it with its password, and name the folder", e)
                : new DataException(
                        "%s: cannot be read as a zip archive (%s); fetch or copy it again"
                                .formatted(archive, Names.shown(reason)),
                        e);
    }

    @Override
    public Path location() {
        return archive;
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public int hidden() {
        return hidden;
    }

    @Override
    public String noun() {
        return "archive";
    }

    @Override
    public Content content() throws DataException {
        try {
            return new Open(new ZipFile(archive.toFile()));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(archive, e);
        }
    }

    private final class Open implements Content {
        private final ZipFile zip;
        private final AtomicLong passed = new AtomicLong();

        Open(ZipFile zip) {
            this.zip = zip;
        }

        @Override
        public InputStream open(Entry entry) throws IOException {
            ZipEntry found = zip.getEntry(entry.path());
            InputStream in = found == null ? null : zip.getInputStream(found);
            if (in == null) {
                throw new IOException("the archive has changed");
            }
            return Limits.expanding(in, archive, limit, passed);
        }

        @Override
        public void close() throws DataException {
            try {
                zip.close();
            } catch (IOException e) {
                throw unreadable(archive, e);
            }
        }
    }
}
