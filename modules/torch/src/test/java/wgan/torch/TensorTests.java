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
    void tensor_tellsWhatItIs(Device device) {
        try (Tensor tensor = Creation.zeros(DType.F64, device, 2, 0, 3)) {
            assertThat(tensor.shape()).containsExactly(2, 0, 3);
            assertThat(tensor.rank()).isEqualTo(3);
            assertThat(tensor.size(0)).isEqualTo(2);
            assertThat(tensor.size(-1)).isEqualTo(3);
            assertThat(tensor.count()).isZero();
            assertThat(tensor.dtype()).isEqualTo(DType.F64);
            assertThat(tensor.device()).isEqualTo(device);
            assertThat(tensor.isContiguous()).isTrue();
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void shape_isTheCallersToChange() {
        try (Tensor tensor = Creation.zeros(DType.F32, Device.CPU, 2, 3)) {
            tensor.shape()[0] = 7;
            assertThat(tensor.shape()).containsExactly(2, 3);
        }
    }

    @Test
    void size_ofADimensionThatIsNotThere_isRefused() {
        try (Tensor tensor = Creation.zeros(DType.F32, Device.CPU, 2, 3)) {
            for (int dimension : new int[] {2, -3}) {
                assertThatThrownBy(() -> tensor.size(dimension))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage("size: dimension " + dimension + " of f32 (2, 3)");
            }
        }
    }

    @Test
    void toString_isTypeAndShape() {
        try (var scope = TensorScope.open()) {
            assertThat(Creation.zeros(DType.F32, Device.CPU, 128, 1, 28, 28)).hasToString("f32 (128, 1, 28, 28)");
            assertThat(Creation.zeros(DType.I64, Device.CPU)).hasToString("i64 ()");
        }
    }

    @Test
    void toString_ofAClosedTensor_saysSo() {
        Tensor seen = Creation.zeros(DType.F32, Device.CPU, 2);
        assertThat(seen.rank()).isOne();
        seen.close();
        assertThat(seen).hasToString("closed tensor (2)");
        Tensor unseen = Creation.zeros(DType.F32, Device.CPU, 2);
        unseen.close();
        assertThat(unseen).hasToString("closed tensor");
    }

    @ParameterizedTest
    @EnumSource
    void item_isTheValue_ofEveryType(DType dtype) {
        try (Tensor one = Creation.full(1, dtype, Device.CPU, 1, 1);
                Tensor number = Creation.full(0, dtype, Device.CPU)) {
            assertThat(one.item()).isEqualTo(1);
            assertThat(number.item()).isZero();
        }
    }

    @Test
    void item_ofNoneOrMany_isRefused() {
        try (Tensor none = Creation.zeros(DType.F32, Device.CPU, 0);
                Tensor two = Creation.zeros(DType.F32, Device.CPU, 2)) {
            assertThatThrownBy(none::item)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item: f32 (0) has 0 elements, expected 1");
            assertThatThrownBy(two::item)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item: f32 (2) has 2 elements, expected 1");
        }
    }

    @Test
    void liveCount_countsWhatIsOpen() {
        long before = Tensor.liveCount();
        Tensor first = Creation.zeros(DType.F32, Device.CPU, 2);
        Tensor alias = Conversion.contiguous(first);
        assertThat(Tensor.liveCount()).isEqualTo(before + 2);
        first.close();
        first.close();
        assertThat(Tensor.liveCount()).isEqualTo(before + 1);
        alias.close();
        assertThat(Tensor.liveCount()).isEqualTo(before);
    }

    @Test
    void memory_goesWithTheLastTensorThatSharesIt() {
        Tensor whole = Creation.of(new float[] {1, 2, 3}, 3);
        try (Tensor part = Shapes.narrow(whole, 0, 1, 2)) {
            whole.close();
            assertThat(Elements.toFloats(part)).containsExactly(2, 3);
        }
    }

    @Test
    void everyUse_ofAClosedTensor_isRefused() {
        Tensor closed = Creation.zeros(DType.F32, Device.CPU, 2);
        closed.close();
        assertThat(closed.isClosed()).isTrue();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                closed::shape,
                closed::rank,
                () -> closed.size(0),
                closed::count,
                closed::dtype,
                closed::device,
                closed::isContiguous,
                closed::item,
                () -> Elements.toFloats(closed),
                () -> Elements.set(closed, new float[2]),
                () -> Elementwise.add(closed, closed),
                () -> Elementwise.fillInPlace(closed, 1),
                () -> Activations.relu(closed),
                () -> TensorScope.removeFromScope(closed),
                () -> TensorScope.promote(closed))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a tensor was used after it was closed: closed tensor");
        }
    }

    @Test
    void tensor_ofAnotherThreadsScope_isRefused() {
        try (var scope = TensorScope.open()) {
            Tensor tensor = Creation.zeros(DType.F32, Device.CPU, 2);
            String owner = Thread.currentThread().getName();
            for (Runnable use : List.<Runnable>of(
                    tensor::shape,
                    tensor::close,
                    () -> Activations.relu(tensor),
                    () -> TensorScope.removeFromScope(tensor))) {
                assertThatThrownBy(() -> OtherThread.run(use))
                        .isInstanceOf(WrongThreadException.class)
                        .hasMessage("a tensor scope of thread '" + owner
                                + "' was used by thread 'other'; detach a tensor to hand it over");
            }
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void detachedTensor_isUsedAndClosedByAnyThread() {
        Tensor tensor = Creation.of(new float[] {3}, 1);
        OtherThread.run(() -> assertThat(tensor.item()).isEqualTo(3));
        OtherThread.runVirtual(() -> assertThat(tensor.item()).isEqualTo(3));
        OtherThread.run(tensor::close);
        assertThat(tensor.isClosed()).isTrue();
    }

    /** Whoever loses the race gets an exception; nobody gets a crash or a leak. */
    @Test
    void detachedTensor_closedWhileOthersUseIt_isRefusedFromThenOn() throws Exception {
        int rounds = 300;
        int users = 3;
        CyclicBarrier start = new CyclicBarrier(users + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(users)) {
            for (int round = 0; round < rounds; round++) {
                Tensor shared = Creation.of(new float[] {1, 2, 3, 4}, 4);
                List<Future<?>> uses = IntStream.range(0, users)
                        .<Future<?>>mapToObj(user -> threads.submit(() -> {
                            start.await();
                            useUntilClosed(shared, user);
                            return null;
                        }))
                        .toList();
                start.await();
                try (Tensor last = Activations.tanh(shared)) {
                    assertThat(last.rank()).isOne();
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
                    case 0 -> Elementwise.multiply(shared, shared).close();
                    case 1 -> assertThat(Elements.toFloats(shared)).containsExactly(1, 2, 3, 4);
                    default -> Shapes.stack(List.of(shared, shared), 0).close();
                }
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessageStartingWith("a tensor was used after it was closed: closed tensor");
        }
    }
}
