package wgan.train.events;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.data.UninterruptedFile;
import wgan.train.events.proto.Events.Event;
import wgan.train.events.proto.Events.Summary;

/**
 * The event files of one run in a log directory, which other runs and other programs may share.
 *
 * <p>A file belongs to the run if its name ends with {@code .wgan-<run>}; no other file is read or changed. A run that was
 * interrupted has several files, one of each session that recorded an event. TensorBoard reads all files of a directory as one
 * history, so a resumed run must not repeat a step that an earlier file has: see {@link #keepWhile}.
 *
 * <p>Used by one thread. The directory and the file of this session are created at the first event.
 */
public final class EventDirectory implements AutoCloseable {

    private final Path directory;
    private final String suffix;
    private final InstantSource clock;
    private @Nullable EventFile file;

    /**
     * Creates an object for the event files of a run.
     *
     * @param directory need not exist
     * @param run the identifier of the run, of letters and digits
     * @param clock gives each file its name and each event its time
     */
    public EventDirectory(Path directory, String run, InstantSource clock) {
        this.directory = directory;
        this.suffix = ".wgan-" + run;
        this.clock = clock;
    }

    /**
     * Truncates each file of the run before the first event that is not kept, and before a record that is incomplete or
     * damaged. A file without any event left is deleted, if the system permits it.
     *
     * <p>The events of a file are in the order of time, so those past a checkpoint are at its end. The file is truncated in
     * place: TensorBoard would read a copy beside it.
     *
     * @throws IOException if a file cannot be read or written, or the directory is something else
     */
    public void keepWhile(EventFilter filter) throws IOException {
        for (Path path : files()) {
            if (!truncate(path, filter)) {
                deleteIfPossible(path);
            }
        }
    }

    /** Deletes a file without events. If it cannot be deleted, it only takes some space, and the next call tries again. */
    private static void deleteIfPossible(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (FileSystemException e) {
            // On Windows, a program that reads the file, such as TensorBoard, prevents it.
        }
    }

    private List<Path> files() throws IOException {
        List<Path> own = new ArrayList<>();
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(directory, EventFile.NAME_PREFIX + "*" + suffix)) {
                for (Path path : files) {
                    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                        own.add(path);
                    }
                }
            }
        }
        return own;
    }

    /** Truncates a file, and returns whether an event is left. */
    private static boolean truncate(Path path, EventFilter filter) throws IOException {
        boolean anyEvent = false;
        long end = 0;
        try (InputStream in = new BufferedInputStream(new FileInputStream(path.toFile()))) {
            RecordReader records = new RecordReader(in);
            for (Optional<Event> event = next(records);
                    event.isPresent() && isKept(event.get(), filter);
                    event = next(records)) {
                anyEvent |= event.get().hasSummary();
                end = records.position();
            }
        }
        if (end < Files.size(path)) {
            try (UninterruptedFile file = UninterruptedFile.open(path, StandardOpenOption.WRITE)) {
                file.truncate(end);
                file.force();
            }
        }
        return anyEvent;
    }

    private static boolean isKept(Event event, EventFilter filter) {
        for (Summary.Value value : event.getSummary().getValueList()) {
            if (!filter.keeps(value.getTag(), event.getStep())) {
                return false;
            }
        }
        return true;
    }

    /** Returns the next event; empty at the end of the file or at a record that is incomplete or not an event. */
    private static Optional<Event> next(RecordReader records) throws IOException {
        Optional<byte[]> record = records.next();
        try {
            return record.isEmpty() ? Optional.empty() : Optional.of(Event.parseFrom(record.get()));
        } catch (InvalidProtocolBufferException notAnEvent) {
            return Optional.empty();
        }
    }

    /** Appends a number. */
    public void scalar(String tag, long step, double value) throws IOException {
        opened().scalar(tag, step, value);
    }

    /**
     * Appends an image.
     *
     * @param png a grayscale PNG
     */
    public void image(String tag, long step, byte[] png) throws IOException {
        opened().image(tag, step, png);
    }

    private EventFile opened() throws IOException {
        if (file == null) {
            file = EventFile.create(directory, suffix, clock);
        }
        return file;
    }

    /** Forces all events of this session to disk. */
    public void force() throws IOException {
        if (file != null) {
            file.force();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
