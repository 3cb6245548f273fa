package wgan.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An independent reader of event files: reads TFRecords and protobuf from their public descriptions, and shares no code with
 * the writer, neither its checksum nor its generated messages.
 */
public final class EventFileReader {

    private EventFileReader() {}

    /** Returns the records of a file, and checks their checksums. */
    public static List<byte[]> records(byte[] file) {
        var records = new ArrayList<byte[]>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = take(in, 8);
            checkMasked(in.getInt(), length);
            byte[] data = take(
                    in,
                    Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()));
            checkMasked(in.getInt(), data);
            records.add(data);
        }
        return records;
    }

    /**
     * Returns the events of a file, each as its fields by name: {@code wall_time}, {@code step}, {@code file_version},
     * {@code tag}, {@code simple_value}, {@code height}, {@code width}, {@code colorspace}, {@code png}.
     */
    public static List<Map<String, Object>> events(Path file) throws IOException {
        var events = new ArrayList<Map<String, Object>>();
        for (byte[] record : records(Files.readAllBytes(file))) {
            events.add(event(record));
        }
        return events;
    }

    /** Returns the event in a record, as its fields by name. */
    public static Map<String, Object> event(byte[] record) {
        Map<String, Object> event = new LinkedHashMap<>();
        fields(record).forEach((number, value) -> {
            switch (number) {
                case 1 -> event.put("wall_time", Double.longBitsToDouble((long) value));
                case 2 -> event.put("step", value);
                case 3 -> event.put("file_version", new String((byte[]) value, UTF_8));
                case 5 -> event.putAll(summaryValue(fields(only(1, (byte[]) value))));
                default -> throw new AssertionError("field " + number + " of Event");
            }
        });
        return event;
    }

    private static Map<String, Object> summaryValue(Map<Integer, Object> fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((number, value) -> {
            switch (number) {
                case 1 -> named.put("tag", new String((byte[]) value, UTF_8));
                case 2 -> named.put("simple_value", Float.intBitsToFloat((int) value));
                case 4 -> named.putAll(image(fields((byte[]) value)));
                default -> throw new AssertionError("field " + number + " of Summary.Value");
            }
        });
        return named;
    }

    private static Map<String, Object> image(Map<Integer, Object> fields) {
        return Map.of(
                "height", fields.get(1), "width", fields.get(2), "colorspace", fields.get(3), "png", fields.get(4));
    }

    private static byte[] only(int number, byte[] message) {
        Map<Integer, Object> fields = fields(message);
        if (!fields.keySet().equals(Set.of(number))) {
            throw new AssertionError("fields " + fields.keySet() + ", expected only " + number);
        }
        return (byte[]) fields.get(number);
    }

    /** Protobuf's wire format: a message is a sequence of (field number, wire type, value). */
    private static Map<Integer, Object> fields(byte[] message) {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            Object value = switch (key & 7) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> take(in, (int) varint(in));
                case 5 -> in.getInt();
                default -> throw new AssertionError("wire type " + (key & 7));
            };
            if (fields.put(key >>> 3, value) != null) {
                throw new AssertionError("field " + (key >>> 3) + " twice");
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static void checkMasked(int masked, byte[] data) {
        int rotated = masked - 0xa282ead8;
        int found = rotated << 15 | rotated >>> 17;
        if (found != crc32c(data)) {
            throw new AssertionError("checksum %08x, expected %08x".formatted(found, crc32c(data)));
        }
    }

    /** Computes the CRC-32C bit by bit, with the reversed polynomial of Castagnoli. */
    public static int crc32c(byte[] data) {
        int crc = ~0;
        for (byte b : data) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ (0x82f63b78 & -(crc & 1));
            }
        }
        return ~crc;
    }
}
