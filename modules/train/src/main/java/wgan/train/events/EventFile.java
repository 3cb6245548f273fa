package wgan.train.events;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import wgan.data.Folders;
import wgan.data.UninterruptedFile;
import wgan.train.events.proto.Events.Event;
import wgan.train.events.proto.Events.Summary;

/**
 * A file of TensorBoard events, open for appending.
 *
 * <p>Events are not buffered: each is passed to the operating system before its method returns. Used by one thread.
 */
final class EventFile implements AutoCloseable {

    /** The beginning of the name; TensorBoard reads each file whose name contains "tfevents". */
    static final String NAME_PREFIX = "events.out.tfevents.";

    /** The only version that TensorBoard reads. */
    private static final String FILE_VERSION = "brain.Event:2";

    private static final int GRAYSCALE = 1; // channels: the colorspace of tensorflow.Summary.Image

    // PNG: 8 bytes of signature, 8 of chunk header, then the size in two big-endian integers
    private static final int PNG_WIDTH_OFFSET = 16;
    private static final int PNG_HEIGHT_OFFSET = 20;

    /** Distinguishes the files that one process opens in the same second. */
    private static final AtomicInteger FILES_OPENED = new AtomicInteger();

    private final InstantSource clock;
    private final UninterruptedFile out;
    private final RecordWriter records;

    private EventFile(InstantSource clock, UninterruptedFile out) {
        this.clock = clock;
        this.out = out;
        this.records = new RecordWriter(out);
    }

    /**
     * Creates a new event file.
     *
     * @param directory created if it does not exist
     * @param suffix the end of the file's name
     * @param clock gives the file its name and each event its time
     */
    static EventFile create(Path directory, String suffix, InstantSource clock) throws IOException {
        Folders.create(directory);
        Path path = directory.resolve(fileName(clock.instant(), suffix));
        UninterruptedFile out = UninterruptedFile.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            var file = new EventFile(clock, out);
            file.append(file.event(0).setFileVersion(FILE_VERSION));
            return file;
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /** Returns a unique name that begins with the time, because TensorBoard reads files in the order of their names. */
    private static String fileName(Instant now, String suffix) {
        // Not a look-up of the host's name: without a network it can hang.
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        return String.format(
                Locale.ROOT,
                "%s%010d.%s.%d.%d%s",
                NAME_PREFIX,
                now.getEpochSecond(),
                host.replaceAll("[^A-Za-z0-9-]", "-"),
                ProcessHandle.current().pid(),
                FILES_OPENED.getAndIncrement(),
                suffix);
    }

    /** Appends a number. */
    void scalar(String tag, long step, double value) throws IOException {
        append(step, Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value));
    }

    /**
     * Appends an image.
     *
     * @param png a grayscale PNG
     */
    void image(String tag, long step, byte[] png) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(png);
        var image = Summary.Image.newBuilder()
                .setHeight(header.getInt(PNG_HEIGHT_OFFSET))
                .setWidth(header.getInt(PNG_WIDTH_OFFSET))
                .setColorspace(GRAYSCALE)
                .setEncodedImageString(ByteString.copyFrom(png));
        append(step, Summary.Value.newBuilder().setTag(tag).setImage(image));
    }

    private void append(long step, Summary.Value.Builder value) throws IOException {
        append(event(step).setSummary(Summary.newBuilder().addValue(value)));
    }

    private void append(Event.Builder event) throws IOException {
        records.write(event.build().toByteArray());
    }

    private Event.Builder event(long step) {
        return Event.newBuilder()
                .setWallTime(clock.instant().toEpochMilli() / 1e3)
                .setStep(step);
    }

    /** Forces all events to disk. */
    void force() throws IOException {
        out.force();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
