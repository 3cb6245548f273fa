package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.image.ImageShape;
import wgan.image.Pixels;
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
        for (Batch batch : Batches.ofEpoch(Digits.dataset(size), batchSize, SEED, 2)) {
            assertThat(batch.step()).isEqualTo(step++);
            assertThat(batch.size()).isEqualTo(Math.min(batchSize, size - seen));
            assertThat(batch.images()).hasSize(batch.size() * 784);
            for (int i = 0; i < batch.size(); i++, seen++) {
                assertThat(batch.images()[i * 784]).isEqualTo(Pixels.toFloat((byte) (order[seen] >> 8)));
                assertThat(batch.images()[i * 784 + 783]).isEqualTo(Pixels.toFloat((byte) order[seen]));
                assertThat(batch.labels()[i]).isEqualTo(order[seen] % 10);
            }
        }
        assertThat(seen).isEqualTo(size);
        assertThat(step).isEqualTo(Batches.count(size, batchSize));
    }

    /** A run of an earlier release resumes bit for bit only if its batches stay what they were. */
    @Test
    void epoch_hasTheBitsOfTheFirstRelease() {
        MessageDigest digest = Sha256.digest();
        for (Batch batch : Batches.ofEpoch(Digits.dataset(300), 128, SEED, 2)) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (batch.images().length + batch.size()));
            for (float pixel : batch.images()) {
                bytes.putFloat(pixel);
            }
            for (int label : batch.labels()) {
                bytes.putInt(label);
            }
            digest.update(bytes.array());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("a2a1362bad1192fbc175ecca7f0487c1f9f4d61f9016fd3b847e053cffc8ce3f");
    }

    @Test
    void order_isAPureFunctionOfSeedAndEpoch() {
        assertThat(labels(SEED, 1)).isEqualTo(labels(SEED, 1));
        assertThat(labels(SEED, 1)).isNotEqualTo(labels(SEED, 2)).isNotEqualTo(labels(new Seed(4), 1));
    }

    @Test
    void get_returnsAnyStepInAnyOrder() {
        Batches batches = Batches.ofEpoch(Digits.dataset(50), 8, SEED, 1);
        List<Batch> inOrder = inOrder(batches);
        assertThat(batches.count()).isEqualTo(7).isEqualTo(inOrder.size());
        for (int step = batches.count() - 1; step >= 0; step--) {
            assertThat(batches.get(step))
                    .usingRecursiveComparison()
                    .isEqualTo(inOrder.get(step))
                    .isNotSameAs(inOrder.get(step));
        }
    }

    @Test
    void count_includesTheShortBatch() {
        assertThat(Batches.count(60_000, 128)).isEqualTo(469);
        assertThat(Batches.count(59_904, 128)).isEqualTo(468);
    }

    @Test
    void batch_isIndependentOfTheNext() {
        Batches batches = Batches.ofEpoch(Digits.dataset(20), 10, SEED, 0);
        Batch first = batches.get(0);
        float[] images = first.images().clone();
        batches.get(1);
        assertThat(first.images()).isEqualTo(images);
    }

    @Test
    void failureOfTheDataset_reachesTheCaller() {
        Dataset broken = new Dataset() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public int size() {
                return 10;
            }

            @Override
            public ImageShape shape() {
                return ImageShape.MNIST;
            }

            @Override
            public byte[] image(int index) {
                throw new IllegalStateException("no connection to the database");
            }
        };
        Batches batches = Batches.ofEpoch(broken, 2, SEED, 0);
        assertThatThrownBy(() -> batches.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no connection to the database");
    }

    @Test
    void get_refusesStepsOutsideTheEpoch() {
        Batches batches = Batches.ofEpoch(Digits.dataset(3), 2, SEED, 0);
        for (int step : new int[] {-1, 2, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> batches.get(step)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        var iterator = batches.iterator();
        iterator.next();
        iterator.next();
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void batchSizeBelowOne_isRefused() {
        assertThatThrownBy(() -> Batches.ofEpoch(Digits.dataset(2), 0, SEED, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches: batch size is 0, expected at least 1");
        assertThatThrownBy(() -> Batches.count(2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches: batch size is -1, expected at least 1");
    }

    private static List<List<Integer>> labels(Seed seed, int epoch) {
        return inOrder(Batches.ofEpoch(Digits.dataset(50), 8, seed, epoch)).stream()
                .map(batch -> IntStream.of(batch.labels()).boxed().toList())
                .toList();
    }

    private static List<Batch> inOrder(Batches batches) {
        return StreamSupport.stream(batches.spliterator(), false).toList();
    }
}
