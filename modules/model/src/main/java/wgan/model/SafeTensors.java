package wgan.model;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * A safetensors file: named tensors and a few words about them, in a format that PyTorch and many others read.
 *
 * <p>A file is a little-endian 64-bit length, a JSON header of that length, and the tensors' bytes. The header is believed
 * only after it has been checked against the file: nothing is allocated by it before.
 *
 * <p>Open until closed; tensors are read when they are asked for.
 */
public final class SafeTensors implements Closeable {
    /** Where tensors' bytes begin, and how they are aligned when we write them. */
    private static final int LENGTH_BYTES = 8;

    private final Path file;
    private final FileChannel channel;
    private final SafeTensorsHeader header;

    private SafeTensors(Path file, FileChannel channel, SafeTensorsHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws ModelFileException if it is not a safetensors file, or lies about what it holds
     * @throws IOException if it cannot be read
     */
    public static SafeTensors open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ModelFileException(file + ": is a directory, expected a safetensors file");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size();
            if (size < LENGTH_BYTES) {
                throw new ModelFileException(file + ": has " + size + " bytes, expected at least " + LENGTH_BYTES
                        + " (the length of the header); it is not a safetensors file, or was cut short");
            }
            long length = read(channel, 0, LENGTH_BYTES, file).getLong();
            if (length < 2 || length > Math.min(SafeTensorsHeader.MAX_LENGTH, size - LENGTH_BYTES)) {
                throw new ModelFileException(file + ": header length at byte 0 is " + Long.toUnsignedString(length)
                        + ", expected 2 to " + Math.min(SafeTensorsHeader.MAX_LENGTH, size - LENGTH_BYTES)
                        + " in a file of " + size + " bytes; it is not a safetensors file, or was cut short");
            }
            String json = StandardCharsets.UTF_8
                    .decode(read(channel, LENGTH_BYTES, length, file))
                    .toString();
            return new SafeTensors(file, channel, SafeTensorsHeader.parse(json, LENGTH_BYTES + length, size, file));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What was written about the tensors. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** The names of the tensors. */
    public Set<String> names() {
        return header.tensors().keySet();
    }

    /**
     * The size of each dimension of a tensor.
     *
     * @throws ModelFileException if there is no tensor of that name
     */
    public List<Long> shape(String name) throws ModelFileException {
        return entry(name).shape();
    }

    /**
     * The type of a tensor's elements.
     *
     * @throws ModelFileException if there is no tensor of that name
     */
    DType dtype(String name) throws ModelFileException {
        return entry(name).dtype();
    }

    /**
     * Sets each tensor to what the file has under its name; other tensors of the file are left alone.
     *
     * @throws ModelFileException if one is missing or has another shape or type, before any tensor is changed
     */
    public void copyTo(Map<String, Tensor> targets) throws IOException {
        for (Map.Entry<String, Tensor> target : targets.entrySet()) {
            SafeTensorsHeader.Entry entry = entry(target.getKey());
            Tensor tensor = target.getValue();
            List<Long> shape = SafeTensorsHeader.listOf(tensor.shape());
            if (entry.dtype() != tensor.dtype() || !entry.shape().equals(shape)) {
                throw new ModelFileException(file + ": " + target.getKey() + " is " + entry.dtype() + " "
                        + SafeTensorsHeader.describe(entry.shape()) + ", expected " + tensor.dtype() + " "
                        + SafeTensorsHeader.describe(shape)
                        + "; it belongs to another network");
            }
        }
        for (Map.Entry<String, Tensor> target : targets.entrySet()) {
            SafeTensorsHeader.Entry entry = entry(target.getKey());
            target.getValue().copy_(read(channel, entry.begin(), entry.end() - entry.begin(), file));
        }
    }

    private SafeTensorsHeader.Entry entry(String name) throws ModelFileException {
        SafeTensorsHeader.Entry entry = header.tensors().get(name);
        if (entry == null) {
            String some =
                    names().stream().limit(4).map(SafeTensorsHeader::shown).collect(Collectors.joining(", "));
            throw new ModelFileException(file + ": has no tensor " + name + ", but " + names().size() + " others ("
                    + some + (names().size() > 4 ? ", …" : "") + "); it belongs to another network");
        }
        return entry;
    }

    private static ByteBuffer read(FileChannel channel, long position, long length, Path file) throws IOException {
        if (length > Integer.MAX_VALUE) {
            throw new ModelFileException(file + ": " + length + " bytes in one piece at byte " + position
                    + ", expected at most " + Integer.MAX_VALUE);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException(file + ": ended at byte " + (position + bytes.position())
                        + " while it was read; is something still writing it?");
            }
        }
        return bytes.flip();
    }

    /**
     * Writes tensors as a safetensors file.
     *
     * @param out where to; not closed
     * @param tensors by name, of any device
     * @param metadata words about them, for {@link #metadata()}
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        // The widest elements first, so that each tensor is aligned to its own.
        List<Map.Entry<String, Tensor>> ordered = tensors.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> -entry.getValue().dtype().bytes()))
                .toList();
        ObjectNode header = JsonMapper.shared().createObjectNode();
        ObjectNode words = header.putObject(SafeTensorsHeader.METADATA);
        metadata.forEach(words::put);
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
