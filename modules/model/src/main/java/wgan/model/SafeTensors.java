package wgan.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * A safetensors file: named tensors and metadata, in a format that PyTorch and many other programs read.
 *
 * <p>A file is a little-endian 64-bit length, a JSON header of that length, and the bytes of the tensors. The header is
 * checked against the size of the file before tensors are allocated by it.
 *
 * <p>PyTorch writes {@code module.} before all names if the module was wrapped by {@code DataParallel} or {@code
 * DistributedDataParallel}, and {@code _orig_mod.} if it was compiled by {@code torch.compile}. If all names of a file have such a
 * prefix, the tensors have their names without it here.
 *
 * <p>A file is open until it is closed; tensors are read when they are requested. Used by one thread.
 */
public final class SafeTensors implements Closeable {
    /** Size of the length of the header, and alignment of the tensors in files that {@link #write} writes. */
    private static final int LENGTH_BYTES = 8;

    /** The number of names that a message lists if a tensor is missing. */
    private static final int LISTED_NAMES = 4;

    private final ByteSource source;
    private final SafeTensorsHeader header;
    private final Map<String, SafeTensorsHeader.Entry> entries;

    private SafeTensors(ByteSource source, SafeTensorsHeader header) {
        this.source = source;
        this.header = header;
        entries = header.withoutWrappers();
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws ModelFileException if it is not a safetensors file, or its header does not describe its contents
     * @throws IOException if it cannot be read
     */
    public static SafeTensors open(Path file) throws IOException {
        return of(ByteSource.open(file));
    }

    /**
     * Reads the stream of a file to its end and checks its header; does not close the stream.
     *
     * @throws ModelFileException if it is not a safetensors file, or its header does not describe its contents
     * @throws IOException if it cannot be read
     */
    public static SafeTensors read(InputStream in) throws IOException {
        return of(ByteSource.read(in));
    }

    private static SafeTensors of(ByteSource source) throws IOException {
        try {
            return new SafeTensors(source, readHeaderOrDescribe(source));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static SafeTensorsHeader readHeaderOrDescribe(ByteSource source) throws IOException {
        try {
            return readHeader(source);
        } catch (ModelFileException e) {
            Optional<String> other = OtherFormat.describe(source);
            throw other.isPresent() ? new ModelFileException(source + ": " + other.get(), e) : e;
        }
    }

    private static SafeTensorsHeader readHeader(ByteSource source) throws IOException {
        long size = source.size();
        if (size < LENGTH_BYTES) {
            throw new ModelFileException(source + ": has " + size + " bytes, expected at least " + LENGTH_BYTES
                    + " (the length of the header); it is not a safetensors file, or is truncated");
        }
        long length = source.slice(0, LENGTH_BYTES).getLong();
        long most = Math.min(SafeTensorsHeader.MAX_LENGTH, size - LENGTH_BYTES);
        if (length < 2 || length > most) {
            throw new ModelFileException(source + ": header length at byte 0 is " + Long.toUnsignedString(length)
                    + ", expected 2 to " + most + " in a file of " + size
                    + " bytes; it is not a safetensors file, or is truncated");
        }
        String json = StandardCharsets.UTF_8
                .decode(source.slice(LENGTH_BYTES, length))
                .toString();
        return SafeTensorsHeader.parse(json, LENGTH_BYTES + length, size, source.toString());
    }

    /** Returns the metadata: strings by key, in the order of the file. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** Returns the names of the tensors, in the order of the file. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * Returns the size of each dimension of a tensor.
     *
     * @throws ModelFileException if there is no tensor of that name
     */
    public List<Long> shape(String name) throws ModelFileException {
        return entry(name).shape();
    }

    /**
     * Returns the type of a tensor's elements.
     *
     * @throws ModelFileException if there is no tensor of that name
     */
    public DType dtype(String name) throws ModelFileException {
        return entry(name).dtype();
    }

    /**
     * Copies the file's tensors to target tensors of the same names; other tensors of the file are ignored.
     *
     * @param targets tensors by name, whose contents are replaced
     * @throws ModelFileException if a tensor is missing, or has another shape or type; then no target is changed
     * @throws IOException if the file cannot be read; then targets may be changed in part
     */
    public void copyTo(Map<String, Tensor> targets) throws IOException {
        for (Map.Entry<String, Tensor> target : targets.entrySet()) {
            SafeTensorsHeader.Entry entry = entry(target.getKey());
            require(entry.dtype() == target.getValue().dtype(), target, entry);
        }
        copyOfEqualShape(targets);
    }

    /**
     * Copies like {@link #copyTo}, but converts between floating-point types: a floating-point tensor of the file may have
     * another floating-point type than its target.
     *
     * @throws ModelFileException also if a number is NaN or infinite, or too large for its target; then targets may be changed in part
     */
    public void convertTo(Map<String, Tensor> targets) throws IOException {
        for (Map.Entry<String, Tensor> target : targets.entrySet()) {
            SafeTensorsHeader.Entry entry = entry(target.getKey());
            DType dtype = target.getValue().dtype();
            require(
                    entry.dtype() == dtype || (entry.dtype().isFloatingPoint() && dtype.isFloatingPoint()),
                    target,
                    entry);
        }
        copyOfEqualShape(targets);
        requireFinite(targets);
    }

    /**
     * Checks that tensors that were copied from this file have only finite numbers.
     *
     * @param copies tensors by name
     * @throws ModelFileException if one has NaN or infinity; the message states the first
     * @throws IOException if the file cannot be read again
     */
    public void requireFinite(Map<String, Tensor> copies) throws IOException {
        for (Map.Entry<String, Tensor> copy : copies.entrySet()) {
            if (copy.getValue().dtype().isFloatingPoint() && NonFinite.isIn(copy.getValue())) {
                throw new ModelFileException(source + ": " + SafeTensorsHeader.shorten(copy.getKey()) + " has "
                        + NonFinite.describe(copy.getValue(), entry(copy.getKey()), source)
                        + "; its training diverged, or the file is damaged");
            }
        }
    }

    private void require(boolean hasRightType, Map.Entry<String, Tensor> target, SafeTensorsHeader.Entry entry)
            throws ModelFileException {
        List<Long> shape = SafeTensorsHeader.listOf(target.getValue().shape());
        if (!hasRightType || !entry.shape().equals(shape)) {
            throw new ModelFileException(source + ": " + target.getKey() + " is " + entry.dtype() + " "
                    + SafeTensorsHeader.describe(entry.shape()) + ", expected "
                    + target.getValue().dtype() + " " + SafeTensorsHeader.describe(shape)
                    + "; it is part of another network");
        }
    }

    private void copyOfEqualShape(Map<String, Tensor> targets) throws IOException {
        for (Map.Entry<String, Tensor> target : targets.entrySet()) {
            SafeTensorsHeader.Entry entry = entry(target.getKey());
            if (entry.end() - entry.begin() > Integer.MAX_VALUE) {
                throw new ModelFileException(source + ": " + (entry.end() - entry.begin())
                        + " bytes in one piece at byte " + entry.begin() + ", expected at most " + Integer.MAX_VALUE);
            }
            Tensor tensor = target.getValue();
            if (entry.dtype() == tensor.dtype()) {
                tensor.copy_(memory -> source.readFully(memory, entry.begin()));
            } else {
                try (Tensor stored = Tensor.empty(entry.dtype(), tensor.device(), tensor.shape())) {
                    tensor.copy_(stored.copy_(memory -> source.readFully(memory, entry.begin())));
                }
            }
        }
    }

    private SafeTensorsHeader.Entry entry(String name) throws ModelFileException {
        SafeTensorsHeader.Entry entry =
                entries.getOrDefault(name, header.tensors().get(name));
        if (entry == null) {
            String some = names().stream()
                    .limit(LISTED_NAMES)
                    .map(SafeTensorsHeader::shorten)
                    .collect(Collectors.joining(", "));
            throw new ModelFileException(source + ": has no tensor " + name + ", but " + names().size() + " others ("
                    + some + (names().size() > LISTED_NAMES ? ", …" : "") + "); it is part of another network");
        }
        return entry;
    }

    /**
     * Writes tensors as a safetensors file. Equal tensors and metadata give equal bytes, whatever the order of the map is.
     *
     * @param out receives the bytes; not closed
     * @param tensors by name, on any device
     * @param metadata strings by key, for {@link #metadata()}
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        // Tensors with the largest elements come first, so that each tensor is aligned to the size of its elements;
        // then by name, as in the reference implementation.
        List<Map.Entry<String, Tensor>> ordered = tensors.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Tensor>>comparingInt(
                                entry -> -entry.getValue().dtype().bytes())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        ObjectNode header = JsonMapper.shared().createObjectNode();
        ObjectNode metadataNode = header.putObject(SafeTensorsHeader.METADATA);
        metadata.forEach(metadataNode::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : ordered) {
            Tensor tensor = entry.getValue();
            long end = offset + tensor.numel() * tensor.dtype().bytes();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", SafeTensorsHeader.nameOf(tensor.dtype()));
            var shape = node.putArray("shape");
            Arrays.stream(tensor.shape()).forEach(shape::add);
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
        ByteBuffer head = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(padded).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        out.write(head.array());
        for (Map.Entry<String, Tensor> entry : ordered) {
            out.write(entry.getValue().toByteBuffer().array());
        }
    }

    /** Returns the name of the file, for messages. */
    @Override
    public String toString() {
        return source.toString();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
