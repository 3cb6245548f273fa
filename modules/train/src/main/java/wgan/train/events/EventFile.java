package wgan.train.events;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import wgan.data.DataException;
import wgan.train.events.proto.Events.Event;
import wgan.train.events.proto.Events.Summary;

/**
 * A file of TensorBoard events, open for appending.
 *
 * <p>TensorBoard reads every event file of a directory as one history, so a resumed run simply starts another file.
 * Nothing is buffered here: an event is in the operating system's hands when its method returns.
 */
public final class EventFile implements AutoCloseable {

    /** The only version that TensorBoard knows. */
    private static final String FILE_VERSION = "brain.Event:2";

    private static final int GREYSCALE = 1; // channels, in the words of tensorflow.Summary.Image

    // PNG: 8 bytes of signature, 8 of chunk header, then the size in two big-endian integers
    private static final int PNG_WIDTH_OFFSET = 16;
    private static final int PNG_HEIGHT_OFFSET = 20;

    /** Tells files apart that one process opens in the same second. */
    private static final AtomicInteger FILES_OPENED = new AtomicInteger();

    private final Path path;
    private final InstantSource clock;
    private final OutputStream out;
    private final RecordWriter records;

    private EventFile(Path path, InstantSource clock, OutputStream out) {
        this.path = path;
        this.clock = clock;
        this.out = out;
        this.records = new RecordWriter(out);
    }

    /**
     * Starts a new event file.
     *
     * @param directory made where it is missing
     * @param clock gives the file its name and each event its time
     */
    public static EventFile create(Path directory, InstantSource clock) throws IOException {
        Files.createDirectories(directory);
        Path path = directory.resolve(fileName(clock.instant()));
        OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
        try {
            var file = new EventFile(path, clock, out);
            file.append(file.event(0).setFileVersion(FILE_VERSION));
            return file;
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /** TensorBoard wants "tfevents" in the name and reads files by name; what follows the time makes it unique. */
    private static String fileName(Instant now) {
        // Never a look-up of the host's name: without a network it can hang.
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        return String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.%s.%d.%d",
                now.getEpochSecond(),
                host.replaceAll("[^A-Za-z0-9-]", "-"),
                ProcessHandle.current().pid(),
                FILES_OPENED.getAndIncrement());
    }

    /** Appends a number. */
    public void scalar(String tag, long step, double value) throws IOException {
        append(step, Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value));
    }

    /**
     * Appends a image.
     *
     * @param png a greyscale PNG
     */
    public void image(String tag, long step, byte[] png) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(png);
        var image = Summary.Image.newBuilder()
                .setHeight(header.getInt(PNG_HEIGHT_OFFSET))
                .setWidth(header.getInt(PNG_WIDTH_OFFSET))
                .setColorspace(GREYSCALE)
                .setEncodedImageString(ByteString.copyFrom(png));
        append(step, Summary.Value.newBuilder().setTag(tag).setImage(image));
    }

    private void append(long step, Summary.Value.Builder value) throws IOException {
        append(event(step).setSummary(Summary.newBuilder().addValue(value)));
    }

    private void append(Event.Builder event) throws IOException {
        try {
            records.write(event.build().toByteArray());
        } catch (IOException e) {
            throw DataException.unwritten(path, e);
        }
    }

    private Event.Builder event(long step) {
        return Event.newBuilder()
                .setWallTime(clock.instant().toEpochMilli() / 1e3)
                .setStep(step);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
