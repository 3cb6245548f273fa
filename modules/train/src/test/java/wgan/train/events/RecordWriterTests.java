package wgan.train.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wgan.testing.EventFileReader;

class RecordWriterTests {

    private static final int TRIES = 500;

    private final Random random = new Random(11);

    @Test
    void records_readBackAsWritten() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            List<byte[]> records =
                    IntStream.range(0, random.nextInt(5)).mapToObj(n -> bytes()).toList();
            assertThat(EventFileReader.records(written(records)))
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(records);
        }
    }

    @Test
    void record_withAFlippedBitIsNoticed() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            byte[] file = written(List.of(bytes()));
            int flipped = random.nextInt(Integer.SIZE) + Byte.SIZE * (file.length - Integer.BYTES); // in the checksum
            file[flipped / Byte.SIZE] ^= (byte) (1 << flipped % Byte.SIZE);

            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> EventFileReader.records(file));
        }
    }

    /** Of any length, nothing included. */
    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The check value of CRC-32C in every catalogue, so that reader and writer cannot be wrong together. */
    @Test
    void crc32c_ofTheReaderIsTheKnownOne() {
        assertThat(EventFileReader.crc32c("123456789".getBytes(US_ASCII))).isEqualTo(0xe3069283);
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
