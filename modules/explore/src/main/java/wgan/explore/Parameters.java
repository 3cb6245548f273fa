package wgan.explore;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wgan.image.FileText;

/**
 * The parameters of a request's query. A {@code +} is a plus sign: a latent vector can be a sum. Each parameter must be read, or the
 * request has one that it should not have. Not thread-safe.
 */
final class Parameters {
    /** The greatest length of a query, in characters, as it is sent. */
    static final int MAX_LENGTH = 16 * 1024;

    private static final int SHOWN = 40;
    private static final Pattern INTEGER = Pattern.compile("\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,18})?");

    private final Map<String, List<String>> values;
    private final Set<String> read = new LinkedHashSet<>();

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Parses a query.
     *
     * @param query as it was sent; null if there is none
     * @throws RequestException if it is too long, or not a query
     */
    static Parameters of(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query != null && query.length() > MAX_LENGTH) {
            throw new RequestException(
                    414, "query: has " + query.length() + " characters, expected at most " + MAX_LENGTH);
        }
        if (query != null && !query.isEmpty()) {
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals < 1) {
                    throw RequestException.badRequest("query: has '" + shorten(part) + "', expected name=value");
                }
                values.computeIfAbsent(decode(part.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(part.substring(equals + 1)));
            }
        }
        return new Parameters(values);
    }

    /** Replaces %XX by bytes; the bytes are UTF-8. */
    private static String decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw RequestException.badRequest("query: has '" + shorten(text.substring(i)) + "', expected %XX");
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw RequestException.badRequest("query: '" + shorten(text) + "' is not UTF-8");
        }
    }

    /** Returns whether there is such a parameter. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns the value of a parameter that must be there once. */
    String text(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw RequestException.badRequest(
                    "parameter " + name + ": is there " + all.size() + " times, expected once");
        }
        return all.getFirst();
    }

    /** Returns all values of a parameter, in the order of the query. */
    List<String> all(String name) {
        read.add(name);
        return values.getOrDefault(name, List.of());
    }

    /** Returns the value of a parameter that must be one of several. */
    String oneOf(String name, List<String> expected) {
        String text = text(name);
        if (!expected.contains(text)) {
            throw RequestException.badRequest(
                    "parameter " + name + ": is '" + shorten(text) + "', expected " + String.join(" or ", expected));
        }
        return text;
    }

    /** Returns a whole number in a range. */
    long integer(String name, long min, long max) {
        String text = text(name);
        long value = INTEGER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (value < min || value > max) {
            throw RequestException.badRequest("parameter " + name + ": is '" + shorten(text)
                    + "', expected a whole number from " + min + " to " + max);
        }
        return value;
    }

    /** Returns a whole number in a range; a default if the parameter is not there. */
    int integer(String name, int min, int max, int otherwise) {
        return has(name) ? (int) integer(name, min, max) : otherwise;
    }

    /** Returns a number in a range. */
    double decimal(String name, double min, double max) {
        String text = text(name);
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(value >= min && value <= max)) {
            throw RequestException.badRequest(
                    "parameter " + name + ": is '" + shorten(text) + "', expected a number from " + min + " to " + max);
        }
        return value;
    }

    /** Returns a number in a range; a default if the parameter is not there. */
    double decimal(String name, double min, double max, double otherwise) {
        return has(name) ? decimal(name, min, max) : otherwise;
    }

    /** Returns a latent vector. */
    Latent latent(String name) {
        return LatentParser.parse(text(name));
    }

    /** Checks that each parameter was read. */
    void requireAllRead() {
        for (String name : values.keySet()) {
            if (!read.contains(name)) {
                throw RequestException.badRequest("parameter " + shorten(name) + ": is unknown, expected "
                        + (read.isEmpty() ? "none" : String.join(", ", read)));
            }
        }
    }

    /** Returns the beginning of a text of the client, without control characters, for a message. */
    static String shorten(String text) {
        return FileText.shown(text, SHOWN);
    }
}
