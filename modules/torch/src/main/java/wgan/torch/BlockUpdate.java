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
 * <p>ATen needs a pass over memory for each operator, and the state of an optimizer is larger than the caches. This class
 * reads the tensors once, in blocks that stay in the first-level cache: it copies a block to Java arrays, applies the
 * arithmetic, and copies the block back. The JIT compiler vectorizes loops over arrays, but not over memory segments. The
 * blocks are divided among as many threads as libtorch uses.
 */
@SuppressWarnings("restricted")
public final class BlockUpdate {
    /** Elements of a block: the arrays of an optimizer step fit into a first-level cache of 48 KiB. */
    private static final int BLOCK = 2048;
    /** Elements that a thread processes at a time. */
    private static final int CHUNK = 64 * BLOCK;

    /** The arithmetic on a block. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Changes the first {@code length} elements of the arrays.
         *
         * @param blocks a block of each tensor: first those of the written tensors, then those of the read ones
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
     * Applies a kernel to all elements of tensors with equal numbers of elements.
     *
     * <p>If the kernel throws, the first exception is thrown after all threads have stopped; the tensors may then be changed
     * in part.
     *
     * @param written the tensors that the kernel changes, at least one
     * @param read the tensors that the kernel only reads
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

    /** Checks that no written tensor shares memory: two threads would change the same elements. */
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
        // A parallel stream that throws may return while other threads still write, so each task catches its
        // exceptions.
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
            case Throwable e -> throw new AssertionError("a kernel cannot throw a checked exception", e);
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
