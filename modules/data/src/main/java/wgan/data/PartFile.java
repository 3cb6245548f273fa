package wgan.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The temporary file of {@link AtomicFile}, named {@code .NAME-UUID.part} and locked while its process writes it.
 *
 * <p>The operating system releases the lock of a process that ends, so that another process can distinguish an abandoned
 * file from a file that is being written. Used by one thread.
 */
final class PartFile extends OutputStream {

    private static final Pattern NAME =
            Pattern.compile("\\..+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.part");

    /** The byte that is locked. It is far behind the content, which must stay readable on systems where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** On Windows, a file cannot be replaced while another process has it open, such as a reader or a virus scanner. */
    private static final int MOVE_RETRIES = 10;

    private static final Duration MOVE_PAUSE = Duration.ofMillis(100);

    /**
     * The names of the files that this process is writing. They must not be opened a second time: when a process closes a
     * file, POSIX releases all locks that the process has on it.
     */
    private static final Set<String> WRITTEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path path;
    private final UninterruptedFile file;

    private PartFile(Path target, Path path, UninterruptedFile file) {
        this.target = target;
        this.path = path;
        this.file = file;
    }

    /** Creates the temporary file for a target, in the same folder. */
    static PartFile create(Path target) throws IOException {
        while (true) {
            // Not Files.createTempFile: only the owner can read its files, whatever the umask is.
            Path path = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID() + ".part");
            WRITTEN_HERE.add(name(path));
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                PartFile part =
                        new PartFile(target, path, new UninterruptedFile(target, channel, () -> openAgain(path)));
                if (lock(channel, path)) {
                    return part;
                }
                part.close();
            } catch (IOException e) {
                WRITTEN_HERE.remove(name(path));
                throw DataException.unwritten(target, e);
            }
        }
    }

    private static FileChannel openAgain(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        lock(channel, path);
        return channel;
    }

    /** Locks the file. Returns false if another process has removed it as abandoned before it was locked. */
    private static boolean lock(FileChannel channel, Path path) {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null && Files.exists(path);
        } catch (IOException e) {
            return true; // the file system has no locks, so no process removes a file as abandoned
        }
    }

    @Override
    public void write(int value) throws IOException {
        file.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
    }

    /** Forces the content to disk and gives the file the name of its target. */
    void replaceTarget() throws IOException {
        file.force();
        try {
            // Before the lock is released: another process would remove an unlocked file as abandoned.
            retry(
                    isPosix() ? 0 : MOVE_RETRIES,
                    () -> LockSupport.parkNanos(MOVE_PAUSE.toNanos()),
                    () -> Files.move(
                            path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            throw DataException.unwritten(target, e);
        }
        forceName();
    }

    /** An action of the file system. */
    interface Action {
        void run() throws IOException;
    }

    /**
     * Runs an action, and repeats it after a pause while access is denied.
     *
     * @throws AccessDeniedException if access is denied once more than there are retries
     */
    static void retry(int retries, Runnable pause, Action action) throws IOException {
        for (int left = retries; ; left--) {
            try {
                action.run();
                return;
            } catch (AccessDeniedException e) {
                if (left == 0) {
                    throw e;
                }
            }
            pause.run();
        }
    }

    /** Forces the name of the file to disk, on systems where a folder can be opened like a file. */
    private void forceName() throws IOException {
        if (isPosix()) {
            Path folder = target.toAbsolutePath().getParent();
            UninterruptedFile.Opener opener = () -> FileChannel.open(folder, StandardOpenOption.READ);
            try (UninterruptedFile names = UninterruptedFile.open(target, opener, opener)) {
                names.force();
            }
        }
    }

    private boolean isPosix() {
        return target.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Removes the file, unless it has replaced its target. */
    @Override
    public void close() throws IOException {
        try (file) {
            Files.deleteIfExists(path);
        } finally {
            WRITTEN_HERE.remove(name(path));
        }
    }

    /** Does what {@link AtomicFile#removeAbandoned} describes. */
    static void removeAbandoned(Path folder) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                if (NAME.matcher(name(part)).matches() && !WRITTEN_HERE.contains(name(part))) {
                    removeUnlessLocked(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Abandoned files only waste space, so this is not a failure.
        }
    }

    private static void removeUnlessLocked(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // The file is protected, has replaced its target meanwhile, or cannot be locked: it stays.
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
