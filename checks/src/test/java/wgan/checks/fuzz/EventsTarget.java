package wgan.checks.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import wgan.train.events.EventDirectory;

/** TensorBoard's events, of which a resumed run keeps the first ones. No content is refused: the rest is cut off. */
final class EventsTarget implements Target {
    private static final String RUN = "0123abcd";
    private static final int LAST_STEP = 100;

    private final Path events;
    private final Path written;

    EventsTarget(Path folder) throws IOException {
        events = Files.createDirectories(folder.resolve("events"));
        written = folder.resolve("written");
        try (EventDirectory directory = new EventDirectory(written, RUN, InstantSource.system())) {
            directory.scalar("Loss", 1, 0.5);
            directory.scalar("Loss", LAST_STEP, 0.25);
            directory.scalar("Loss", LAST_STEP + 1, 0.125);
            directory.image("Images", LAST_STEP + 2, new byte[32]);
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        try (Stream<Path> files = Files.list(written)) {
            byte[] raw = Files.readAllBytes(files.findFirst().orElseThrow());
            return List.of(Encodings.input(false, raw), Encodings.input(true, data(raw)));
        }
    }

    /** Returns the data of records, each with its length in one byte: see {@link Encodings#records}. */
    private static byte[] data(byte[] raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer file = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        while (file.hasRemaining()) {
            int length = (int) file.getLong();
            file.getInt();
            out.write(length);
            out.write(raw, file.position(), length);
            file.position(file.position() + length + Integer.BYTES);
        }
        return out.toByteArray();
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of();
    }

    @Override
    public void read(byte[] input) throws Exception {
        byte[] content = Encodings.isEncoded(input) ? Encodings.records(Encodings.rest(input)) : Encodings.rest(input);
        Path file = Files.write(events.resolve("events.out.tfevents.1.localhost.1.0.wgan-" + RUN), content);
        byte[] first = keep(file);
        FaultException.unless(
                Arrays.equals(first, 0, first.length, content, 0, first.length), "is not the beginning of what it was");
        FaultException.unless(Arrays.equals(first, keep(file)), "another result the second time");
        Files.deleteIfExists(file);
    }

    private byte[] keep(Path file) throws IOException {
        try (EventDirectory directory = new EventDirectory(events, RUN, InstantSource.system())) {
            directory.keepWhile((tag, step) -> step <= LAST_STEP);
        }
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
