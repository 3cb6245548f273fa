package wgan.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import wgan.torch.DType;
import wgan.torch.Tensor;

/** Threads that stand for the processes of a run, and communicate by arrays. */
final class ThreadProcesses {
    private final Phaser barrier; // a thread that fails terminates it: then nobody waits, also those that arrive later
    private final double[][] values;

    private ThreadProcesses(int size) {
        barrier = new Phaser(size);
        values = new double[size][];
    }

    /** What each process does. */
    @FunctionalInterface
    interface Program<T> {
        T run(Collective processes) throws IOException;
    }

    /** Runs a program in each of several threads and returns their results, by rank. If one fails, all end. */
    static <T> List<T> run(int size, Program<T> program) throws InterruptedException, ExecutionException {
        ThreadProcesses processes = new ThreadProcesses(size);
        try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
            List<Future<T>> results = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                Collective view = processes.new View(rank);
                results.add(threads.submit(() -> {
                    try {
                        return program.run(view);
                    } catch (IOException | RuntimeException | Error e) {
                        processes.barrier.forceTermination();
                        throw e;
                    }
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }

    private void await() {
        try {
            if (barrier.awaitAdvanceInterruptibly(barrier.arrive()) < 0) {
                throw new IllegalStateException("another process has failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private final class View implements Collective {
        private final int rank;

        private View(int rank) {
            this.rank = rank;
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public void allReduce(Tensor tensor) {
            exchange(tensor);
            double[] sum = values[0].clone();
            for (int other = 1; other < values.length; other++) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += values[other][i];
                }
            }
            write(tensor, sum);
        }

        @Override
        public void broadcast(Tensor tensor) {
            exchange(tensor);
            write(tensor, values[0]);
        }

        private void exchange(Tensor tensor) {
            try (Tensor wide = tensor.to(DType.F64)) {
                values[rank] = wide.toDoubleArray();
            }
            await();
        }

        private void write(Tensor tensor, double[] elements) {
            try (Tensor wide = Tensor.of(elements, tensor.shape())) {
                tensor.copy_(wide);
            }
            await();
        }
    }
}
