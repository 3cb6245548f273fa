package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class BlockUpdateTests {

    /** Numbers of elements: no block and one, a multiple of a block and one more or less, several chunks. */
    private static final int[] COUNTS = {0, 1, 2047, 2048, 2049, 131_072, 131_073, 500_000};

    private final Random random = new Random(17);

    @Test
    void apply_updatesEveryElementOnce() {
        for (int count : COUNTS) {
            float[] x = numbers(count);
            float[] y = numbers(count);
            try (var scope = TensorScope.open()) {
                Tensor written = Tensor.of(x, count);
                Tensor read = Tensor.of(y, count);

                BlockUpdate.apply(List.of(written), List.of(read), (blocks, length) -> {
                    for (int i = 0; i < length; i++) {
                        blocks[0][i] += 2 * blocks[1][i];
                    }
                });

                for (int i = 0; i < count; i++) {
                    x[i] += 2 * y[i];
                }
                assertThat(written.toFloatArray()).isEqualTo(x);
                assertThat(read.toFloatArray()).isEqualTo(y);
            }
        }
    }

    @Test
    void apply_refusesOtherTensors() {
        try (var scope = TensorScope.open()) {
            Tensor three = Tensor.zeros(DType.F32, Device.CPU, 3);
            Tensor four = Tensor.zeros(DType.F32, Device.CPU, 4);
            Tensor doubles = Tensor.zeros(DType.F64, Device.CPU, 3);
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(three), List.of(four), (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "block update: a tensor is f32 (4), expected contiguous f32 with 3 elements on the CPU");
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(doubles), List.of(), (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Two threads would change different blocks of the same memory. */
    @Test
    void apply_refusesWrittenTensorsThatShareMemory() {
        try (var scope = TensorScope.open()) {
            Tensor buffer = Tensor.zeros(DType.F32, Device.CPU, 10);
            Tensor front = buffer.narrow(0, 0, 6);
            Tensor back = buffer.narrow(0, 4, 6);
            Tensor other = Tensor.zeros(DType.F32, Device.CPU, 6);
            assertRefusedAsShared(List.of(front, back), List.of());
            assertRefusedAsShared(List.of(front, other), List.of(back));
            BlockUpdate.apply(List.of(other), List.of(front, back), (blocks, length) -> {}); // only read
            BlockUpdate.apply(List.of(buffer.narrow(0, 0, 5)), List.of(buffer.narrow(0, 5, 5)), (blocks, length) -> {});
        }
    }

    private static void assertRefusedAsShared(List<Tensor> written, List<Tensor> read) {
        assertThatThrownBy(() -> BlockUpdate.apply(written, read, (blocks, length) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("block update: tensor 0, which is written, shares memory with tensor \\d, expected"
                        + " tensors with memory of their own");
    }

    /** When the caller continues, and perhaps closes the tensors, no thread may still write. */
    @Test
    void apply_waitsForEveryThread_whenTheKernelThrows() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, so one thread");
        LibTorch libTorch = LibTorch.get();
        int before = libTorch.threads();
        libTorch.setThreads(2);
        CyclicBarrier bothRun = new CyclicBarrier(2);
        AtomicBoolean callerThrows = new AtomicBoolean();
        AtomicReference<Thread.@Nullable State> stateOfCaller = new AtomicReference<>();
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 500_000)) {
            Thread caller = Thread.currentThread();
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(tensor), List.of(), (blocks, length) -> {
                        try {
                            bothRun.await();
                        } catch (InterruptedException | BrokenBarrierException e) {
                            throw new AssertionError(e);
                        }
                        if (Thread.currentThread() == caller) {
                            callerThrows.set(true);
                        } else {
                            // The caller throws meanwhile. It then waits for this thread, or it returns.
                            while (!callerThrows.get()
                                    || (caller.getState() == Thread.State.RUNNABLE && stateOfCaller.get() == null)) {
                                Thread.onSpinWait();
                            }
                            stateOfCaller.compareAndSet(null, caller.getState());
                        }
                        throw new IllegalStateException("stop");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("stop");
            stateOfCaller.compareAndSet(
                    null, Thread.State.TERMINATED); // it returned while the other thread was running
        } finally {
            libTorch.setThreads(before);
        }
        assertThat(stateOfCaller.get()).isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
