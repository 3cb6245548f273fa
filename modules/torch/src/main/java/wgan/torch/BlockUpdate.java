package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Elementwise arithmetic on f32 tensors of the CPU that is written in Java.
 *
 * <p>What takes ATen several operators takes as many passes over memory, and the memory of an optimizer fits no cache. Here the
 * tensors are read once, in blocks that stay in the first-level cache: a block is copied to Java arrays, whose loops the JIT
 * compiler turns into vector instructions (over a memory segment it does not), changed, and copied back. The blocks are divided
 * among as many threads as libtorch may use.
 */
@SuppressWarnings("restricted")
public final class BlockUpdate {
    /** Elements in a block: the arrays of an optimizer's step fit a first-level cache of 48 KiB. */
    private static final int BLOCK = 2048;
    /** Elements that a thread takes at a time. */
    private static final int CHUNK = 64 * BLOCK;

    /** The arithmetic on a block. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Changes the first {@code length} elements of the arrays.
         *
         * @param blocks a block of each tensor, in the order in which the tensors were given
         */
        void apply(float[][] blocks, int length);
    }

    private final List<MemorySegment> written;
    private final List<MemorySegment> read;
    private final Kernel kernel;

    private BlockUpdate(List<MemorySegment> written, List<MemorySegment> read, Kernel kernel) {
        this.written = written;
        this.read = read;
        this.kernel = kernel;
    }

    /** Returns whether {@link #apply} supports the tensor: f32, contiguous, on the CPU. */
    public static boolean supports(Tensor tensor) {
        return tensor.isArrayOf(DType.F32);
    }

    /**
     * Applies a kernel to all elements of tensors that have equally many.
     *
     * <p>If the kernel throws, its first exception is thrown after every thread has stopped; the tensors are then changed in part.
     *
     * @param written tensors that the kernel changes; the first arrays that it is given
     * @param read tensors that it only reads; the arrays after those
     * @param kernel called by several threads at once
     * @throws IllegalArgumentException if a tensor is not supported, has another number of elements, or a written one shares
     *     memory with another of the tensors
     */
    public static void apply(List<Tensor> written, List<Tensor> read, Kernel kernel) {
        long numel = written.getFirst().numel();
        List<Tensor> all = Stream.concat(written.stream(), read.stream()).toList();
        all.forEach(tensor -> requireSupported(tensor, numel));
        try (var handles = new SharedHandles()) {
            List<MemorySegment> memory = all.stream().map(handles::memory).toList();
            requireDisjoint(memory, written.size());
            new BlockUpdate(memory.subList(0, written.size()), memory.subList(written.size(), memory.size()), kernel)
                    .run(numel, LibTorch.get().threads());
        }
    }

    private static void requireSupported(Tensor tensor, long numel) {
        if (!supports(tensor) || tensor.numel() != numel) {
            throw new IllegalArgumentException("block update: a tensor is " + tensor + ", expected contiguous "
                    + DType.F32 + " with " + numel + " elements on the CPU");
        }
    }

    /** Two threads may have different blocks of the same memory at a time. */
    private static void requireDisjoint(List<MemorySegment> memory, int written) {
        for (int i = 0; i < written; i++) {
            for (int j = i + 1; j < memory.size(); j++) {
                if (memory.get(i).asOverlappingSlice(memory.get(j)).isPresent()) {
                    throw new IllegalArgumentException("block update: tensor " + i + ", which is written, shares memory"
                            + " with tensor " + j + ", expected tensors with memory of their own");
                }
            }
        }
    }

    private void run(long numel, int threads) {
        AtomicLong next = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        // A parallel stream that throws may return while other threads still write; so no task lets an exception out.
        IntStream.range(0, threads).parallel().forEach(thread -> {
            try {
                float[][] blocks = new float[written.size() + read.size()][BLOCK];
                for (long first = next.getAndAdd(CHUNK); first < numel; first = next.getAndAdd(CHUNK)) {
                    update(first, Math.min(numel, first + CHUNK), blocks);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                next.set(numel); // the other threads stop after their chunk
            }
        });
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError("a kernel throws nothing checked", e);
        }
    }

    private void update(long first, long end, float[][] blocks) {
        for (long at = first; at < end; at += BLOCK) {
            int length = (int) Math.min(BLOCK, end - at);
            for (int i = 0; i < blocks.length; i++) {
                MemorySegment.copy(memory(i), JAVA_FLOAT, at * Float.BYTES, blocks[i], 0, length);
            }
            kernel.apply(blocks, length);
            for (int i = 0; i < written.size(); i++) {
                MemorySegment.copy(blocks[i], 0, memory(i), JAVA_FLOAT, at * Float.BYTES, length);
            }
        }
    }

    private MemorySegment memory(int index) {
        return index < written.size() ? written.get(index) : read.get(index - written.size());
    }
}
