package wgan.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import wgan.data.DataException;

/**
 * The lock of a run directory, which at most one run of all processes holds. On a file system without locks, such as some network
 * file systems, it excludes only the other runs of this process.
 *
 * <p>The operating system releases the lock of a process that dies, so a lock file that it leaves blocks no run.
 * Thread-safe.
 */
final class RunDirectoryLock implements AutoCloseable {

    /** The lock file; it contains the identifier of the process. */
    static final String FILE = ".lock";

    /**
     * The directories that this process has locked. A POSIX file lock does not exclude a second holder in the same process.
     * Moreover, opening and closing the lock file a second time would release the first lock.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /**
     * The byte that is locked. It is far behind the process identifier, which must stay readable on systems where locks are
     * mandatory.
     */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path directory; // without links and relative parts
    private final FileChannel file;
    private final Optional<String> problem;

    private RunDirectoryLock(Path directory, FileChannel file, Optional<String> problem) {
        this.directory = directory;
        this.file = file;
        this.problem = problem;
    }

    /**
     * Takes the lock.
     *
     * @param directory exists
     * @throws RunDirectoryInUseException if another run holds it
     */
    static RunDirectoryLock take(Path directory) throws IOException {
        Path realPath = directory.toRealPath();
        if (!HELD_HERE.add(realPath)) {
            throw new RunDirectoryInUseException(directory, pid());
        }
        try {
            return lockFile(directory, realPath);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(realPath);
            throw e;
        }
    }

    private static RunDirectoryLock lockFile(Path directory, Path realPath) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Optional<String> problem = lock(channel, directory);
            ByteBuffer pid = ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII));
            while (pid.hasRemaining()) {
                channel.write(pid, pid.position());
            }
            channel.truncate(pid.limit());
            return new RunDirectoryLock(realPath, channel, problem);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Locks the file. Returns the reason if the file system does not support it. */
    private static Optional<String> lock(FileChannel channel, Path directory) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (IOException e) {
            return Optional.of(DataException.describe(e));
        }
        if (lock == null) {
            throw new RunDirectoryInUseException(directory, Files.readString(directory.resolve(FILE)));
        }
        return Optional.empty();
    }

    /** Returns the reason why runs of other processes are not excluded; empty if they are. */
    Optional<String> problem() {
        return problem;
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /** Releases the lock. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (file.isOpen()) {
            try {
                file.close();
            } finally {
                HELD_HERE.remove(directory);
            }
        }
    }
}
