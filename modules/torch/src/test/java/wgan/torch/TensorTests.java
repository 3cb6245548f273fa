package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;

@ExtendWith(LiveTensors.class)
class TensorTests {
    @OnEachDevice
    void tensor_hasShapeTypeAndDevice(Device device) {
        try (Tensor tensor = Tensor.zeros(DType.F64, device, 2, 0, 3)) {
            assertThat(tensor.shape()).containsExactly(2, 0, 3);
            assertThat(tensor.dim()).isEqualTo(3);
            assertThat(tensor.size(0)).isEqualTo(2);
            assertThat(tensor.size(-1)).isEqualTo(3);
            assertThat(tensor.numel()).isZero();
            assertThat(tensor.dtype()).isEqualTo(DType.F64);
            assertThat(tensor.device()).isEqualTo(device);
            assertThat(tensor.isContiguous()).isTrue();
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void dataPtr_isTheAddressOfTheFirstElement() {
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 2, 3);
                Tensor row = tensor.select(0, 1);
                Tensor other = tensor.clone()) {
            assertThat(row.dataPtr() - tensor.dataPtr()).isEqualTo(3L * DType.F32.bytes());
            assertThat(other.dataPtr()).isNotEqualTo(tensor.dataPtr());
        }
    }

    @Test
    void shape_isACopy() {
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            tensor.shape()[0] = 7;
            assertThat(tensor.shape()).containsExactly(2, 3);
        }
    }

    @Test
    void size_ofAMissingDimension_isRefused() {
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            for (int dimension : new int[] {2, -3}) {
                assertThatThrownBy(() -> tensor.size(dimension))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage("size: dimension is " + dimension + ", but the tensor is f32 (2, 3)");
            }
        }
    }

    @Test
    void toString_isTypeAndShape() {
        try (var scope = TensorScope.open()) {
            assertThat(Tensor.zeros(DType.F32, Device.CPU, 128, 1, 28, 28)).hasToString("f32 (128, 1, 28, 28)");
            assertThat(Tensor.zeros(DType.I64, Device.CPU)).hasToString("i64 ()");
        }
    }

    @Test
    void toString_ofAClosedTensor_namesItsState() {
        Tensor seen = Tensor.zeros(DType.F32, Device.CPU, 2);
        assertThat(seen.dim()).isOne();
        seen.close();
        assertThat(seen).hasToString("closed tensor (2)");
        Tensor unseen = Tensor.zeros(DType.F32, Device.CPU, 2);
        unseen.close();
        assertThat(unseen).hasToString("closed tensor");
    }

    @ParameterizedTest
    @EnumSource
    void item_isTheValue_ofEveryType(DType dtype) {
        try (Tensor one = Tensor.full(1, dtype, Device.CPU, 1, 1);
                Tensor number = Tensor.full(0, dtype, Device.CPU)) {
            assertThat(one.item()).isEqualTo(1);
            assertThat(number.item()).isZero();
        }
    }

    @Test
    void item_ofNoneOrMany_isRefused() {
        try (Tensor none = Tensor.zeros(DType.F32, Device.CPU, 0);
                Tensor two = Tensor.zeros(DType.F32, Device.CPU, 2)) {
            assertThatThrownBy(none::item)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item: f32 (0) has 0 elements, expected 1");
            assertThatThrownBy(two::item)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item: f32 (2) has 2 elements, expected 1");
        }
    }

    @Test
    void liveCount_countsOpenTensors() {
        long before = Tensor.liveCount();
        Tensor first = Tensor.zeros(DType.F32, Device.CPU, 2);
        Tensor alias = first.contiguous();
        assertThat(Tensor.liveCount()).isEqualTo(before + 2);
        first.close();
        first.close();
        assertThat(Tensor.liveCount()).isEqualTo(before + 1);
        alias.close();
        assertThat(Tensor.liveCount()).isEqualTo(before);
    }

    @Test
    void memory_isReleasedWithTheLastTensorThatSharesIt() {
        Tensor whole = Tensor.of(new float[] {1, 2, 3}, 3);
        try (Tensor part = whole.narrow(0, 1, 2)) {
            whole.close();
            assertThat(part.toFloatArray()).containsExactly(2, 3);
        }
    }

    @Test
    void everyUse_ofAClosedTensor_isRefused() {
        Tensor closed = Tensor.zeros(DType.F32, Device.CPU, 2);
        closed.close();
        assertThat(closed.isClosed()).isTrue();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                closed::shape,
                closed::dim,
                () -> closed.size(0),
                closed::numel,
                closed::dtype,
                closed::device,
                closed::isContiguous,
                closed::dataPtr,
                closed::item,
                () -> closed.toFloatArray(),
                () -> closed.copy_(new float[2]),
                () -> closed.add(closed),
                () -> closed.fill_(1),
                () -> closed.relu(),
                () -> closed.removeFromScope(),
                () -> closed.promote())) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a tensor is used after it was closed: closed tensor");
        }
    }

    /** This includes properties that were read before. */
    @Test
    void closedTensor_hasNoShapeTypeOrDevice_evenIfTheyWereRead() {
        Tensor closed = Tensor.zeros(DType.F32, Device.CPU, 2);
        assertThat(closed.shape()).containsExactly(2);
        assertThat(closed.dtype()).isEqualTo(DType.F32);
        assertThat(closed.device()).isEqualTo(Device.CPU);
        closed.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                closed::shape, closed::dim, closed::numel, () -> closed.size(0), closed::dtype, closed::device)) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a tensor is used after it was closed: closed tensor (2)");
        }
    }

    @Test
    void toString_ofAnotherThreadsTensor_doesNotThrow() {
        try (var scope = TensorScope.open()) {
            Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 2);
            OtherThread.run(() -> assertThat(tensor).hasToString("tensor of another thread"));
            assertThat(tensor.dim()).isOne();
            OtherThread.run(() -> assertThat(tensor).hasToString("tensor of another thread (2)"));
        }
    }

    @Test
    void clone_hasItsOwnMemory() {
        try (var scope = TensorScope.open()) {
            Tensor tensor = Tensor.of(new float[] {1, 2}, 2);
            Tensor clone = tensor.clone();
            tensor.zero_();
            assertThat(clone.toFloatArray()).containsExactly(1, 2);
        }
    }

    @Test
    void inPlaceOperations_returnTheTensorItself() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2);
            Tensor other = Tensor.of(new float[] {3, 4}, 2);
            assertThat(List.of(
                            x.fill_(1),
                            x.zero_(),
                            x.add_(1),
                            x.add_(other),
                            x.add_(other, 0.5),
                            x.sub_(other),
                            x.mul_(2),
                            x.mul_(other),
                            x.div_(other),
                            x.addcmul_(other, other, 1),
                            x.addcdiv_(other, other, 1),
                            x.clamp_(0, 1),
                            x.copy_(other),
                            x.copy_(new float[2]),
                            x.copy_(new double[2]),
                            x.copy_(new long[2]),
                            x.copy_(other.toByteBuffer()),
                            x.promote()))
                    .allMatch(result -> result == x);
            x.close();
        }
    }

    @Test
    void tensor_ofAnotherThreadsScope_isRefused() {
        try (var scope = TensorScope.open()) {
            Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 2);
            String owner = Thread.currentThread().getName();
            for (Runnable use : List.<Runnable>of(
                    tensor::shape, tensor::close, () -> tensor.relu(), () -> tensor.removeFromScope())) {
                assertThatThrownBy(() -> OtherThread.run(use))
                        .isInstanceOf(WrongThreadException.class)
                        .hasMessage("a tensor scope of thread '" + owner
                                + "' is used by thread 'other'; remove a tensor from its scope to share it");
            }
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void tensorWithoutScope_isUsedAndClosedByAnyThread() {
        Tensor tensor = Tensor.of(new float[] {3}, 1);
        OtherThread.run(() -> assertThat(tensor.item()).isEqualTo(3));
        OtherThread.runVirtual(() -> assertThat(tensor.item()).isEqualTo(3));
        OtherThread.run(tensor::close);
        assertThat(tensor.isClosed()).isTrue();
    }

    /** A thread that uses the tensor after it was closed gets an exception; there is no crash and no leak. */
    @Test
    void tensorWithoutScope_closedWhileOthersUseIt_isRefusedFromThenOn() throws Exception {
        int rounds = 300;
        int users = 3;
        CyclicBarrier start = new CyclicBarrier(users + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(users)) {
            for (int round = 0; round < rounds; round++) {
                Tensor shared = Tensor.of(new float[] {1, 2, 3, 4}, 4);
                List<Future<?>> uses = IntStream.range(0, users)
                        .<Future<?>>mapToObj(user -> threads.submit(() -> {
                            start.await();
                            useUntilClosed(shared, user);
                            return null;
                        }))
                        .toList();
                start.await();
                try (Tensor last = shared.tanh()) {
                    assertThat(last.dim()).isOne();
                }
                shared.close();
                for (Future<?> use : uses) {
                    use.get();
                }
            }
        }
    }

    private static void useUntilClosed(Tensor shared, int user) {
        try (var scope = TensorScope.open()) {
            while (true) {
                switch (user) {
                    case 0 -> shared.mul(shared).close();
                    case 1 -> assertThat(shared.toFloatArray()).containsExactly(1, 2, 3, 4);
                    default -> Tensor.stack(List.of(shared, shared), 0).close();
                }
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessageStartingWith("a tensor is used after it was closed: closed tensor");
        }
    }
}
