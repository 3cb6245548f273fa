package wgan.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of one run, held by one process from opening to closing.
 *
 * <pre>
 * config.json              the run's configuration: see RunConfiguration
 * metrics.jsonl            losses and evaluations: see MetricsLog
 * checkpoints/             what a run is resumed from
 * samples/epoch-NNN.png    images drawn after each epoch, counted from 0
 * samples/step-NNNNNN.png  images drawn after so many steps: 0, and each quarter of the run's
 * generator.safetensors    the trained generator
 * generator-best.safetensors
 *                          the one that came nearest to real images, if it was evaluated: see BestGeneratorWriter
 * .lock                    locked while a run writes here; holds its process id
 * </pre>
 *
 * <p>The operating system releases the lock of a process that dies, so a {@code .lock} left behind blocks nobody.
 */
public final class RunDirectory implements AutoCloseable {

    /**
     * Directories held by this very process. A POSIX file lock cannot tell two holders in one process apart; worse, to
     * open and close the lock file a second time would release the lock of the first.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** The byte that is locked: far behind the process id, which must stay readable where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path root; // as the user named it, for messages
    private final Path held; // the same, without links and relative parts
    private final FileChannel lockFile;

    private RunDirectory(Path root, Path held, FileChannel lockFile) {
        this.root = root;
        this.held = held;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory where it is missing, and takes its lock.
     *
     * @param directory what {@code --out} names
     * @throws RunDirectoryException when it is a file, cannot be written, or another run is writing there
     */
    public static RunDirectory open(Path directory) throws RunDirectoryException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new RunDirectoryException(
                    directory + ": is a file, expected a directory; name another with --out, or move the file away");
        }
        try {
            Files.createDirectories(directory.resolve("checkpoints"));
            Files.createDirectories(directory.resolve("samples"));
            return hold(directory, directory.toRealPath());
        } catch (RunDirectoryException e) {
            throw e;
        } catch (IOException e) {
            throw new RunDirectoryException(
                    "%s: cannot be used as a run directory (%s); name another with --out".formatted(directory, e), e);
        }
    }

    private static RunDirectory hold(Path directory, Path realPath) throws IOException {
        if (!HELD_HERE.add(realPath)) {
            throw inUse(directory, pid());
        }
        try {
            return new RunDirectory(directory, realPath, lock(directory));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(realPath);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve(".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw inUse(directory, Files.readString(file));
            }
            byte[] pid = pid().getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(pid), 0);
            channel.truncate(pid.length);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static RunDirectoryException inUse(Path directory, String pid) {
        return new RunDirectoryException(
                "%s: process %s is writing its run here; wait for it, or name another directory with --out"
                        .formatted(directory, pid));
    }

    /** The directory, as it was named. */
    public Path path() {
        return root;
    }

    /** The configuration of the run. */
    public Path configFile() {
        return root.resolve(RunConfiguration.FILE);
    }

    /** Losses and evaluations: see {@link MetricsLog}. */
    public Path metricsFile() {
        return root.resolve("metrics.jsonl");
    }

    /** What the run is resumed from; its directory exists. */
    public Path checkpointFile() {
        return checkpointIn(root);
    }

    /** Where a run's checkpoint is, if there is one. */
    public static Path checkpointIn(Path directory) {
        return directory.resolve("checkpoints").resolve("latest.safetensors");
    }

    /** The image drawn after an epoch, counted from 0; its directory exists. */
    public Path sampleImage(int epoch) {
        return sampleImage("epoch-%03d.png", epoch);
    }

    /** The image drawn after so many steps since the run began; its directory exists. */
    public Path stepImage(long iteration) {
        return sampleImage("step-%06d.png", iteration);
    }

    private Path sampleImage(String format, long number) {
        return root.resolve("samples").resolve(String.format(Locale.ROOT, format, number));
    }

    /** The trained generator. */
    public Path generatorFile() {
        return root.resolve("generator.safetensors");
    }

    /** The generator that came nearest to real images: see {@link BestGeneratorWriter}. */
    public Path bestGeneratorFile() {
        return root.resolve("generator-best.safetensors");
    }

    /** Deletes what an earlier run has left here, its checkpoint first, so that none is ever gone on with in part. */
    public void clear() throws IOException {
        Files.deleteIfExists(checkpointFile());
        Files.deleteIfExists(generatorFile());
        Files.deleteIfExists(bestGeneratorFile());
        Files.deleteIfExists(metricsFile());
        Files.deleteIfExists(configFile());
        try (DirectoryStream<Path> images = Files.newDirectoryStream(root.resolve("samples"), "{epoch,step}-*.png")) {
            for (Path image : images) {
                Files.delete(image);
            }
        }
    }

    /** Lets another run have the directory. Closing twice does no harm. */
    @Override
    public void close() throws IOException {
        if (lockFile.isOpen()) {
            lockFile.close();
            HELD_HERE.remove(held);
        }
    }
}
