package wgan.data.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import wgan.data.DataException;

/** The regular files in a folder and its subfolders. Symbolic links are followed, except those to a folder they are in. */
final class FolderFiles implements FileSet {

    private static final int MAX_DEPTH = 64;

    private final Path folder;
    private final Limits limits;
    private final List<Entry> entries = new ArrayList<>();
    private int hidden;

    private FolderFiles(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Lists a folder with its subfolders.
     *
     * @throws DataException if it cannot be read or has too many files
     */
    static FolderFiles of(Path folder, Limits limits) throws DataException {
        FolderFiles files = new FolderFiles(folder, limits);
        files.list(folder, "", 0, new HashSet<>());
        files.entries.sort(Comparator.comparing(Entry::path));
        return files;
    }

    private void list(Path current, String prefix, int depth, Set<Path> parents) throws DataException {
        List<Path> children = new ArrayList<>();
        Path real;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(current)) {
            stream.forEach(children::add);
            real = current.toRealPath();
        } catch (DirectoryIteratorException e) {
            throw unreadable(current, e.getCause());
        } catch (IOException e) {
            throw unreadable(current, e);
        }
        if (depth > MAX_DEPTH || !parents.add(real)) {
            hidden++;
            return;
        }
        for (Path child : children) {
            String name = child.getFileName().toString();
            if (Names.isHidden(name)) {
                hidden++;
                continue;
            }
            BasicFileAttributes attributes;
            try {
                attributes = Files.readAttributes(child, BasicFileAttributes.class);
            } catch (IOException e) {
                hidden++; // a link that leads nowhere, or a file that was deleted meanwhile
                continue;
            }
            if (attributes.isDirectory()) {
                list(child, prefix + name + "/", depth + 1, parents);
            } else if (attributes.isRegularFile()) {
                add(new Entry(
                        prefix + name,
                        attributes.size(),
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
            } else {
                hidden++; // a pipe or a device must not be opened
            }
        }
        parents.remove(real);
    }

    private void add(Entry entry) throws DataException {
        if (entries.size() == limits.files()) {
            throw new DataException(
                    "%s: has more than %d files; name a smaller folder".formatted(folder, limits.files()));
        }
        entries.add(entry);
    }

    private static DataException unreadable(Path path, IOException e) {
        return new DataException(
                "%s: cannot be read (%s); make it readable"
                        .formatted(Names.shown(path.toString()), DataException.describe(e)),
                e);
    }

    @Override
    public Path location() {
        return folder;
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
        return "folder";
    }

    @Override
    public Content content() {
        return new Content() {
            @Override
            public InputStream open(Entry entry) throws IOException {
                return Files.newInputStream(folder.resolve(entry.path()));
            }

            @Override
            public void close() {
                // every stream is closed by who opened it
            }
        };
    }
}
