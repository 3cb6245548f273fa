package wgan.train;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wgan.data.AtomicFile;

/**
 * The directory of one run, locked from opening to closing.
 *
 * <pre>
 * config.json                 the run's configuration: see RunConfiguration
 * metrics.jsonl               losses and evaluations: see MetricsLog
 * checkpoints/                the checkpoint that the run is resumed from, and older ones: see KeptCheckpoints
 * samples/epoch-NNN.png       samples after each epoch, counted from 0
 * samples/step-NNNNNN.png     samples after a number of steps: 0, and each quarter of the run's
 * generator.safetensors       the trained generator
 * generator-best.safetensors  the generator nearest to real images, if it was evaluated: see BestGeneratorWriter
 * .lock                       locked while a run writes here; contains its process identifier
 * .run-id                     identifies the run's files outside of this directory: see TensorBoardListener
 * </pre>
 *
 * <p>At most one run of all processes has a directory open; see {@link #notes} for file systems without locks. Not thread-safe.
 */
public final class RunDirectory implements AutoCloseable {

    private static final String CHECKPOINTS = "checkpoints";
    private static final String SAMPLES = "samples";
    private static final String ID_FILE = ".run-id";
    private static final int ID_DIGITS = 8;

    private static final String EPOCH_IMAGE = "epoch-%03d.png";
    private static final String STEP_IMAGE = "step-%06d.png";

    /** The names that {@link #EPOCH_IMAGE} and {@link #STEP_IMAGE} have for any number, and no others. */
    private static final Pattern SAMPLE_IMAGE =
            Pattern.compile("(epoch-(\\d{3}|[1-9]\\d{3,})|step-(\\d{6}|[1-9]\\d{6,}))\\.png");

    private final Path root; // as the caller named it, for messages
    private final boolean isUsed;
    private final @Nullable RunDirectoryLock lock; // null if this process does not use the directory

    private RunDirectory(Path root, boolean isUsed, @Nullable RunDirectoryLock lock) {
        this.root = root;
        this.isUsed = isUsed;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing, takes its lock, and removes temporary files that a killed process has left there.
     *
     * @throws RunDirectoryInUseException if another run has it open
     * @throws RunDirectoryUnusableException if it is a file, or cannot be written
     * @throws ClosedByInterruptException if the thread is interrupted
     */
    public static RunDirectory open(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new RunDirectoryUnusableException(directory);
        }
        try {
            Files.createDirectories(directory.resolve(CHECKPOINTS));
            Files.createDirectories(directory.resolve(SAMPLES));
            boolean isUsed = isUsed(directory);
            RunDirectoryLock lock = RunDirectoryLock.take(directory);
            for (String folder : List.of("", CHECKPOINTS, SAMPLES)) {
                AtomicFile.removeAbandoned(directory.resolve(folder));
            }
            return new RunDirectory(directory, isUsed, lock);
        } catch (RunDirectoryException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new RunDirectoryUnusableException(directory, e);
        }
    }

    /** Returns a directory that another process of the same run uses: only its paths. */
    static RunDirectory unused(Path directory) {
        return new RunDirectory(directory, false, null);
    }

    /** Returns whether a run has used a directory; it may have written no generator yet. */
    public static boolean isUsed(Path directory) {
        return Files.exists(directory.resolve(RunDirectoryLock.FILE));
    }

    /** Returns what the user should know: one line if another process could use the directory at the same time, else none. */
    List<String> notes() {
        return lock == null
                ? List.of()
                : lock.problem()
                        .map(reason -> List.of(
                                "%s: cannot be locked (%s); do not train in it with another process at the same time"
                                        .formatted(root, reason)))
                        .orElse(List.of());
    }

    /** Returns the directory, as the caller named it. */
    public Path path() {
        return root;
    }

    /**
     * Returns an identifier of the run, by which its files in directories that several runs share are recognized. It stays
     * the same if the directory is moved or cleared.
     *
     * @return eight hexadecimal digits, chosen at random at the first call
     * @throws RunDirectoryException if the file of the identifier has been changed
     */
    String id() throws IOException {
        Path file = root.resolve(ID_FILE);
        if (!Files.exists(file)) {
            byte[] id = UUID.randomUUID().toString().substring(0, ID_DIGITS).getBytes(StandardCharsets.US_ASCII);
            AtomicFile.write(file, out -> out.write(id));
        }
        String id = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        if (!id.matches("[0-9a-f]{" + ID_DIGITS + "}")) {
            throw new RunDirectoryException(
                    "%s: is not the identifier of a run, expected %d hexadecimal digits; delete the file"
                            .formatted(file, ID_DIGITS));
        }
        return id;
    }

    /** Returns the file of the run's configuration: see {@link RunConfiguration}. */
    public Path configFile() {
        return root.resolve(RunConfiguration.FILE);
    }

    /** Returns the file of losses and evaluations: see {@link MetricsLog}. */
    public Path metricsFile() {
        return metricsIn(root);
    }

    /** Returns the path of a run's metrics, whether they exist or not. */
    public static Path metricsIn(Path directory) {
        return directory.resolve("metrics.jsonl");
    }

    /** Returns the file of the checkpoint that the run is resumed from; its directory exists. */
    public Path checkpointFile() {
        return checkpointIn(root);
    }

    /** Returns whether there is a checkpoint to resume from. */
    public boolean hasCheckpoint() {
        return Files.exists(checkpointFile());
    }

    /** Returns the path of a run's checkpoint, whether it exists or not. */
    public static Path checkpointIn(Path directory) {
        return directory.resolve(CHECKPOINTS).resolve("latest.safetensors");
    }

    /** Returns the image file of the samples after an epoch, counted from 0; its directory exists. */
    public Path sampleImage(int epoch) {
        return sampleImage(EPOCH_IMAGE, epoch);
    }

    /** Returns the image file of the samples after a number of steps since the run began; its directory exists. */
    public Path stepImage(long iteration) {
        return sampleImage(STEP_IMAGE, iteration);
    }

    private Path sampleImage(String format, long number) {
        return samples().resolve(String.format(Locale.ROOT, format, number));
    }

    private Path samples() {
        return samplesIn(root);
    }

    /** Returns the path of the folder with a run's sample images, whether it exists or not. */
    public static Path samplesIn(Path directory) {
        return directory.resolve(SAMPLES);
    }

    /** Returns the file of the trained generator. */
    public Path generatorFile() {
        return generatorIn(root);
    }

    /** Returns the path of a run's trained generator, whether it exists or not. */
    public static Path generatorIn(Path directory) {
        return directory.resolve("generator.safetensors");
    }

    /** Returns the file of the generator nearest to real images: see {@link BestGeneratorWriter}. */
    public Path bestGeneratorFile() {
        return root.resolve("generator-best.safetensors");
    }

    /**
     * Deletes the files of an earlier run, so that a new run can begin.
     *
     * <p>The checkpoint is deleted first: a run that is cleared in part is never resumed. Files with other names stay.
     * Nothing is deleted in a directory that no run has used before: its files are not those of a run, whatever their names
     * are.
     */
    public void clear() throws IOException {
        if (!isUsed && !hasCheckpoint()) {
            return;
        }
        Files.deleteIfExists(checkpointFile());
        KeptCheckpoints.deleteIn(checkpointFile());
        Files.deleteIfExists(generatorFile());
        Files.deleteIfExists(bestGeneratorFile());
        Files.deleteIfExists(metricsFile());
        Files.deleteIfExists(configFile());
        try (DirectoryStream<Path> images = Files.newDirectoryStream(samples(), RunDirectory::isSampleImage)) {
            for (Path image : images) {
                Files.delete(image);
            }
        }
    }

    /** Deletes the sample images of later steps. */
    void deleteSamplesAfter(Progress at) throws IOException {
        try (DirectoryStream<Path> images = Files.newDirectoryStream(samples(), RunDirectory::isSampleImage)) {
            for (Path image : images) {
                String name = image.getFileName().toString();
                double number = Double.parseDouble(name.replaceAll("\\D", "")); // of any length
                double iteration = name.startsWith("epoch") ? (number + 1) * at.steps() : number;
                if (iteration > at.iteration()) {
                    Files.delete(image);
                }
            }
        }
    }

    private static boolean isSampleImage(Path file) {
        return SAMPLE_IMAGE.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Unlocks the directory. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
