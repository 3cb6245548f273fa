package wgan.torch;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads bytes directly into the memory of a tensor, such as from a file; see {@link TensorConversions#copy_(ByteReader)}. */
@FunctionalInterface
public interface ByteReader {
    /**
     * Fills the buffer up to its limit. It may close the tensor, but not give it other memory, such as by {@code resize_}.
     *
     * @param memory memory of the tensor, little-endian; usable only by the calling thread and only during the call
     * @throws IOException if the bytes cannot be read
     */
    void readInto(ByteBuffer memory) throws IOException;
}
