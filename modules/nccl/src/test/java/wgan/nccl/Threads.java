package wgan.nccl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import wgan.torch.Tensor;
import wgan.train.Collective;

/**
 * A collective whose ranks are threads of this process, to connect others. It copies tensors of i64; a sum replaces all elements by {@link
 * #SUM}.
 */
final class Threads implements Collective {
    /** What the elements of a tensor are after {@link #allReduce}. */
    static final long SUM = 77;

    private static final long TIMEOUT_SECONDS = 60;

    /** What one of the ranks does. */
    @FunctionalInterface
    interface Work {
        void run(Collective processes) throws Exception;
    }

    private final int rank;
    private final CyclicBarrier barrier;
    private final long[][] ofRoot;

    private Threads(int rank, CyclicBarrier barrier, long[][] ofRoot) {
        this.rank = rank;
        this.barrier = barrier;
        this.ofRoot = ofRoot;
    }

    /** Runs the work in a thread for each rank; throws what one of them has thrown. */
    static void run(int size, Work work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(size);
        long[][] ofRoot = new long[1][];
        try (var threads = Executors.newFixedThreadPool(size)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int r = 0; r < size; r++) {
                Threads processes = new Threads(r, barrier, ofRoot);
                tasks.add(() -> {
                    work.run(processes);
                    return null;
                });
            }
            for (Future<Void> result : threads.invokeAll(tasks)) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a rank has failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return barrier.getParties();
    }

    @Override
    public void allReduce(Tensor tensor) {
        tensor.fill_(SUM);
    }

    @Override
    public void broadcast(Tensor tensor) {
        if (rank == 0) {
            ofRoot[0] = tensor.toLongArray();
        }
        await();
        tensor.copy_(ofRoot[0]);
        await();
    }

    private void await() {
        try {
            barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
