package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class ConcurrencyTests {
    private static final int THREADS_OF_EACH_KIND = 8;
    private static final int CALLS = 500;
    /** Failed calls are slow: libtorch records a stack trace. */
    private static final int CALLS_PER_FAILURE = 25;

    @Test
    void manyThreads_getTheirOwnResultsAndTheirOwnErrors() throws Exception {
        try (ExecutorService platform = Executors.newFixedThreadPool(THREADS_OF_EACH_KIND);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS_OF_EACH_KIND; i++) {
                int id = i + 1;
                running.add(platform.submit(() -> work(id)));
                running.add(virtual.submit(() -> work(id + THREADS_OF_EACH_KIND)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static void work(int id) {
        try (var scope = TensorScope.open()) {
            Tensor matrix = Tensor.full(id, DType.F64, Device.CPU, id, id);
            Tensor vector = Tensor.full(id, DType.F64, Device.CPU, id + 100);
            for (int call = 0; call < CALLS; call++) {
                if (call % CALLS_PER_FAILURE == 0) {
                    assertThatThrownBy(() -> matrix.matmul(vector))
                            .isInstanceOf(TorchException.class)
                            .hasMessageStartingWith(
                                    "matmul(f64 (%1$d, %1$d), f64 (%2$d)): size mismatch".formatted(id, id + 100));
                } else {
                    try (Tensor product = matrix.matmul(matrix)) {
                        assertThat(product.toDoubleArray()).containsOnly((double) id * id * id);
                    }
                }
            }
        }
    }
}
