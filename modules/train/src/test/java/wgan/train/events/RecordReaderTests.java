package wgan.train.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordReaderTests {

    private static final int TRIES = 200;

    private final Random random = new Random(12);

    @Test
    void records_areReadAsTheyWereWritten() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            List<byte[]> records = records(random.nextInt(5));

            assertReads(records, written(records));
        }
    }

    /** A process that is killed while it writes a record leaves such a file. */
    @Test
    void incompleteRecord_endsTheReading() throws IOException {
        List<byte[]> records = records(3);
        byte[] file = written(records);
        int second = written(records.subList(0, 2)).length;
        for (int length = second; length < file.length; length++) {
            assertReads(records.subList(0, 2), Arrays.copyOf(file, length));
        }
    }

    @Test
    void damagedRecord_endsTheReading() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            List<byte[]> records = records(3);
            byte[] file = written(records);
            int first = written(records.subList(0, 1)).length;
            int second = written(records.subList(0, 2)).length;
            file[first + random.nextInt(second - first)] ^= (byte) (1 << random.nextInt(Byte.SIZE));

            assertReads(records.subList(0, 1), file);
        }
    }

    /** After a power failure, some file systems fill the end of a file with zeros. */
    @Test
    void zeros_areNotARecord() throws IOException {
        List<byte[]> records = records(2);
        byte[] file = written(records);

        assertReads(records, Arrays.copyOf(file, file.length + 1000));
    }

    private static void assertReads(List<byte[]> expected, byte[] file) throws IOException {
        var reader = new RecordReader(new ByteArrayInputStream(file));
        List<byte[]> read = new ArrayList<>();
        for (Optional<byte[]> record = reader.next(); record.isPresent(); record = reader.next()) {
            read.add(record.get());
            assertThat(reader.position()).isEqualTo(written(read).length);
        }
        assertThat(read).usingElementComparator(Arrays::compare).containsExactlyElementsOf(expected);
        assertThat(reader.position()).isEqualTo(written(expected).length);
    }

    /** Returns records of random lengths, 0 included. */
    private List<byte[]> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    byte[] bytes = new byte[random.nextInt(300)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .toList();
    }

    private static byte[] written(List<byte[]> records) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new RecordWriter(out);
        for (byte[] record : records) {
            writer.write(record);
        }
        return out.toByteArray();
    }
}
