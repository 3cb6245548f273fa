package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.random.Purpose;
import wgan.random.Seed;

final class BatchesTests {

    private static final Seed SEED = new Seed(3);

    @ParameterizedTest
    @CsvSource({"1,1", "1,128", "127,128", "128,128", "129,128", "1000,128", "1000,7", "300,300"})
    void epoch_hasEveryImageOnceInTheOrderOfItsPermutation(int size, int batchSize) {
        int[] order = SEED.stream(Purpose.SHUFFLE, 2).permutation(size);
        int seen = 0;
        int step = 0;
        try (Batches batches = Batches.of(Digits.dataset(size), batchSize, SEED, 2, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                assertThat(batch.step()).isEqualTo(step++);
                assertThat(batch.size()).isEqualTo(Math.min(batchSize, size - seen));
                assertThat(batch.pixels()).hasSize(batch.size() * 784);
                for (int i = 0; i < batch.size(); i++, seen++) {
                    assertThat(batch.pixels()[i * 784]).isEqualTo(Pixels.toFloat((byte) (order[seen] >> 8)));
                    assertThat(batch.pixels()[i * 784 + 783]).isEqualTo(Pixels.toFloat((byte) order[seen]));
                    assertThat(batch.labels()[i]).isEqualTo(order[seen] % 10);
                }
            }
        }
        assertThat(seen).isEqualTo(size);
        assertThat(step).isEqualTo(Batches.steps(size, batchSize));
    }

    @Test
    void order_isAPureFunctionOfSeedAndEpoch() {
        assertThat(labels(SEED, 1, 0)).isEqualTo(labels(SEED, 1, 0));
        assertThat(labels(SEED, 1, 0)).isNotEqualTo(labels(SEED, 2, 0)).isNotEqualTo(labels(new Seed(4), 1, 0));
    }

    @Test
    void epoch_canBeTakenUpAtAnyStep() {
        List<List<Integer>> whole = labels(SEED, 1, 0);
        for (int step = 0; step <= whole.size(); step++) {
            assertThat(labels(SEED, 1, step)).isEqualTo(whole.subList(step, whole.size()));
        }
    }

    @Test
    void steps_countsTheShortBatch() {
        assertThat(Batches.steps(60_000, 128)).isEqualTo(469);
        assertThat(Batches.steps(59_904, 128)).isEqualTo(468);
    }

    @Test
    void batch_isNotTouchedWhileItIsInUse() throws InterruptedException {
        CountDownLatch aheadOfUse = new CountDownLatch(3);
        try (Batches batches = Batches.prepared(10, 1, 0, (batch, step) -> {
            batch.pixels()[0] = step;
            aheadOfUse.countDown();
        })) {
            Batch first = batches.next();
            assertThat(aheadOfUse.await(10, TimeUnit.SECONDS)).isTrue(); // the others are full; this one is left alone
            assertThat(first.pixels()[0]).isEqualTo(0);
            for (int step = 1; step < 10; step++) {
                assertThat(batches.next().pixels()[0]).isEqualTo(step);
            }
        }
    }

    @Test
    void preparation_happensOnADaemonThreadThatClosingEnds() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        Batches batches = Batches.prepared(10, 1, 0, (batch, step) -> {
            thread.set(Thread.currentThread());
            if (step == 1) {
                try {
                    new CountDownLatch(1).await(); // busy until it is told to stop
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
        });
        batches.next();
        batches.close();
        assertThat(thread.get().isDaemon()).isTrue();
        thread.get().join(10_000);
        assertThat(thread.get().isAlive()).isFalse();
        assertThatThrownBy(batches::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("batches: closed");
    }

    @Test
    void failure_ofThePreparationReachesTheConsumer() {
        try (Batches batches = Batches.prepared(10, 1, 0, (batch, step) -> {
            if (step == 1) {
                throw new IndexOutOfBoundsException("no such image");
            }
            if (step == 2) {
                throw new AssertionError("broken");
            }
        })) {
            batches.next();
            assertThatThrownBy(batches::next)
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("no such image");
            assertThatThrownBy(batches::next).isInstanceOf(AssertionError.class).hasMessage("broken");
        }
    }

    @Test
    void next_isInterruptible() {
        try (Batches batches = Batches.prepared(1, 1, 0, (batch, step) -> awaitForEver())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(batches::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("batches: interrupted while waiting for the next");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void next_pastTheEndIsRefused() {
        try (Batches batches = Batches.of(Digits.dataset(2), 2, SEED, 0, 1)) {
            assertThat(batches.hasNext()).isFalse();
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void of_refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Batches.of(Digits.dataset(2), 0, SEED, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches: batch size is 0, expected at least 1");
        assertThatThrownBy(() -> Batches.of(Digits.dataset(2), 1, SEED, 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches: first step is 3, expected 0 to the 2 of an epoch");
        assertThatThrownBy(() -> Batches.of(Digits.dataset(2), 1, SEED, 0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Integer>> labels(Seed seed, int epoch, int firstStep) {
        List<List<Integer>> labels = new ArrayList<>();
        try (Batches batches = Batches.of(Digits.dataset(50), 8, seed, epoch, firstStep)) {
            batches.forEachRemaining(
                    batch -> labels.add(IntStream.of(batch.labels()).boxed().toList()));
        }
        return labels;
    }

    private static void awaitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
