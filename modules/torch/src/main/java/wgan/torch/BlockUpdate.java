package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Elementwise arithmetic on f32 tensors of the CPU that is written in Java.
 *
 * <p>What takes ATen several operators takes as many passes over memory, and an optimizer's memory fits no cache. Here the
 * tensors are gone through once, in blocks that stay in the first-level cache: a block is copied to Java arrays, whose
 * loops the JIT compiler turns into vector instructions (over a memory segment it does not), worked on, and copied back.
 * Stretches of blocks are shared out among as many threads as libtorch may use.
 */
@SuppressWarnings("restricted")
public final class BlockUpdate {
    /** Elements in a block: the arrays of an optimizer's step fit a first-level cache of 48 KiB. */
    private static final int BLOCK = 2048;
    /** Elements that one thread takes at a time. */
    private static final int STRETCH = 64 * BLOCK;

    /** The arithmetic on a block. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Works on the first {@code length} elements of each array.
         *
         * @param blocks a block of each tensor, in the order that the tensors were given
         */
        void apply(float[][] blocks, int length);
    }

    private final List<MemorySegment> changed;
    private final List<MemorySegment> read;
    private final Kernel kernel;

    private BlockUpdate(List<MemorySegment> changed, List<MemorySegment> read, Kernel kernel) {
        this.changed = changed;
        this.read = read;
        this.kernel = kernel;
    }

    /** Whether the tensor is one that {@link #apply} works on: f32, contiguous, on the CPU. */
    public static boolean isPossible(Tensor tensor) {
        return tensor.isArrayOf(DType.F32);
    }

    /**
     * Applies the kernel to all elements of tensors that have as many.
     *
     * @param changed what the kernel changes; given to it first
     * @param read what it only reads; given to it after that
     * @param kernel called by several threads at once
     * @throws IllegalArgumentException if a tensor is not what it should be
     */
    public static void apply(List<Tensor> changed, List<Tensor> read, Kernel kernel) {
        long count = changed.getFirst().count();
        Stream.concat(changed.stream(), read.stream()).forEach(tensor -> require(tensor, count));
        try (var handles = new SharedHandles()) {
            new BlockUpdate(
                            changed.stream().map(handles::memory).toList(),
                            read.stream().map(handles::memory).toList(),
                            kernel)
                    .run(count, LibTorch.get().threads());
        }
    }

    private static void require(Tensor tensor, long count) {
        if (!isPossible(tensor) || tensor.count() != count) {
            throw new IllegalArgumentException("block update: a tensor is " + tensor + ", expected contiguous "
                    + DType.F32 + " with " + count + " elements on the CPU");
        }
    }

    private void run(long count, int threads) {
        AtomicLong next = new AtomicLong();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            float[][] blocks = new float[changed.size() + read.size()][BLOCK];
            for (long first = next.getAndAdd(STRETCH); first < count; first = next.getAndAdd(STRETCH)) {
                stretch(first, Math.min(count, first + STRETCH), blocks);
            }
        });
    }

    private void stretch(long first, long end, float[][] blocks) {
        for (long at = first; at < end; at += BLOCK) {
            int length = (int) Math.min(BLOCK, end - at);
            for (int i = 0; i < blocks.length; i++) {
                MemorySegment.copy(memory(i), JAVA_FLOAT, at * Float.BYTES, blocks[i], 0, length);
            }
            kernel.apply(blocks, length);
            for (int i = 0; i < changed.size(); i++) {
                MemorySegment.copy(blocks[i], 0, memory(i), JAVA_FLOAT, at * Float.BYTES, length);
            }
        }
    }

    private MemorySegment memory(int index) {
        return index < changed.size() ? changed.get(index) : read.get(index - changed.size());
    }
}
