package wgan.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.image.FileText;
import wgan.torch.DType;

/**
 * The checked header of a safetensors file.
 *
 * @param metadata strings by key
 * @param tensors the place of each tensor, by name
 */
record SafeTensorsHeader(Map<String, String> metadata, Map<String, Entry> tensors) {
    /** The maximum length of a header that the format allows, in bytes. */
    static final long MAX_LENGTH = 100_000_000;
    /** The key that is not the name of a tensor. */
    static final String METADATA = "__metadata__";

    /** What PyTorch puts before all names if the module is wrapped; see {@link #wrapperPrefix}. */
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    /** The maximum number of characters of text from a file in a message. */
    private static final int MAX_SHOWN = 60;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The place of a tensor.
     *
     * @param begin its first byte in the file
     * @param end the byte after its last
     */
    record Entry(DType dtype, List<Long> shape, long begin, long end) {}

    /**
     * Parses a header.
     *
     * @param dataStart first byte of the tensors in the file
     * @param fileSize the byte after the last
     * @param file the name of the file, for messages
     * @throws ModelFileException if the header is malformed, if a tensor does not have the bytes that its shape requires, or
     *     if the tensors do not fill the file
     */
    static SafeTensorsHeader parse(String json, long dataStart, long fileSize, String file) throws ModelFileException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new ModelFileException(
                    file + ": the header at byte 8 is not JSON (" + shorten(e.getOriginalMessage())
                            + "); it is not a safetensors file, or is damaged",
                    e);
        }
        if (!root.isObject()) {
            throw new ModelFileException(file + ": the header at byte 8 is not a JSON object; the file is damaged");
        }
        Map<String, String> metadata = Map.of();
        Map<String, Entry> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(METADATA)) {
                metadata = strings(property.getValue(), file);
            } else {
                tensors.put(
                        property.getKey(), entry(property.getKey(), property.getValue(), dataStart, fileSize, file));
            }
        }
        requireCovered(tensors, dataStart, fileSize, file);
        return new SafeTensorsHeader(Collections.unmodifiableMap(metadata), Collections.unmodifiableMap(tensors));
    }

    /** Returns the tensors by their names without the {@link #wrapperPrefix}. */
    Map<String, Entry> withoutWrappers() {
        int length = wrapperPrefix().length();
        Map<String, Entry> stripped = new LinkedHashMap<>();
        tensors.forEach((name, entry) -> stripped.put(name.substring(length), entry));
        return Collections.unmodifiableMap(stripped);
    }

    /**
     * Returns the prefix that all names have in the files of wrapped modules: {@code module.} of PyTorch's {@code DataParallel} and
     * {@code DistributedDataParallel}, {@code _orig_mod.} of {@code torch.compile}, or several of them; else an empty string.
     */
    private String wrapperPrefix() {
        String name = tensors.keySet().stream().findFirst().orElse("");
        int length = 0;
        for (Optional<String> next = wrapperAt(name, 0); next.isPresent(); next = wrapperAt(name, length)) {
            String prefix = name.substring(0, length) + next.get();
            if (!tensors.keySet().stream().allMatch(other -> other.startsWith(prefix))) {
                break;
            }
            length = prefix.length();
        }
        return name.substring(0, length);
    }

    private static Optional<String> wrapperAt(String name, int position) {
        return WRAPPERS.stream()
                .filter(wrapper -> name.startsWith(wrapper, position))
                .findFirst();
    }

    private static Map<String, String> strings(JsonNode node, String file) throws ModelFileException {
        Map<String, String> strings = new LinkedHashMap<>();
        boolean valid = node.isObject();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            valid &= entry.getValue().isString();
            strings.put(entry.getKey(), entry.getValue().asString(""));
        }
        if (!valid) {
            throw new ModelFileException(file + ": " + METADATA + " in the header is " + shorten(node)
                    + ", expected an object of strings; the file is damaged");
        }
        return strings;
    }

    private static Entry entry(String name, JsonNode node, long dataStart, long fileSize, String file)
            throws ModelFileException {
        String where = file + ": tensor " + shorten(name) + " ";
        DType dtype = dtypeOf(node.path("dtype").asString(""), where);
        JsonNode sizes = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!sizes.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new ModelFileException(
                    where + "has no shape and two data_offsets in the header; the file is damaged");
        }
        long[] shape = new long[sizes.size()];
        long bytes = dtype.bytes();
        try {
            for (int i = 0; i < shape.length; i++) {
                shape[i] = wholeNumber(sizes.get(i), where);
                bytes = Math.multiplyExact(bytes, shape[i]);
            }
        } catch (ArithmeticException e) {
            throw new ModelFileException(
                    where + "has shape " + shorten(sizes) + ", more than any file can hold; it is damaged", e);
        }
        long begin = wholeNumber(offsets.get(0), where);
        long end = wholeNumber(offsets.get(1), where);
        if (begin > end || end > fileSize - dataStart) {
            throw new ModelFileException(where + "is at bytes " + begin + " to " + end + " of " + (fileSize - dataStart)
                    + "; the file is damaged or truncated");
        }
        if (end - begin != bytes) {
            throw new ModelFileException(where + "has " + (end - begin) + " bytes, expected " + bytes + " for " + dtype
                    + " " + describe(listOf(shape)) + "; the file is damaged");
        }
        return new Entry(dtype, listOf(shape), dataStart + begin, dataStart + end);
    }

    private static long wholeNumber(JsonNode node, String where) throws ModelFileException {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new ModelFileException(
                    where + "has " + shorten(node) + " for a size or an offset in the header; the file is damaged");
        }
        return node.longValue();
    }

    /** Checks that there are no gaps, no overlaps and nothing after the last tensor. */
    private static void requireCovered(Map<String, Entry> tensors, long dataStart, long fileSize, String file)
            throws ModelFileException {
        List<Entry> ordered = tensors.values().stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        long expected = dataStart;
        for (Entry entry : ordered) {
            if (entry.begin() != expected) {
                throw new ModelFileException(file + ": a tensor begins at byte " + entry.begin() + ", expected "
                        + expected + ", where the one before it ends; the file is damaged");
            }
            expected = entry.end();
        }
        if (expected != fileSize) {
            throw new ModelFileException(file + ": " + (fileSize - expected)
                    + " bytes follow the last tensor, which ends at" + " byte " + expected + "; the file is damaged");
        }
    }

    static String nameOf(DType dtype) {
        return dtype.toString().toUpperCase(Locale.ROOT);
    }

    private static DType dtypeOf(String name, String where) throws ModelFileException {
        for (DType dtype : DType.values()) {
            if (nameOf(dtype).equals(name)) {
                return dtype;
            }
        }
        throw new ModelFileException(where + "has dtype '" + shorten(name) + "', which is not supported");
    }

    /** Returns text of a file for a message: shortened, and on one line. */
    static String shorten(Object text) {
        return FileText.shown(text.toString(), MAX_SHOWN);
    }

    static List<Long> listOf(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Formats a shape as messages show it: {@code (64, 32, 5, 5)}. */
    static String describe(List<Long> shape) {
        return shorten(shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }
}
