package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;

@ExtendWith(LiveTensors.class)
class ElementsTests {
    private static final long SEED = 4;

    @OnEachDevice
    void bytes_areRestoredBitForBit_inEveryType(Device device) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (DType dtype : DType.values()) {
            // Random bits contain subnormal numbers, infinities and NaNs with a payload.
            byte[] bits = new byte[Math.multiplyExact(5 * 700, dtype.bytes())];
            random.nextBytes(bits);
            if (dtype == DType.BOOL) {
                for (int i = 0; i < bits.length; i++) {
                    bits[i] &= 1;
                }
            }
            try (Tensor tensor = Tensor.empty(dtype, device, 5, 700)) {
                tensor.copy_(ByteBuffer.wrap(bits));
                assertThat(bytes(tensor.toByteBuffer())).as("%s", dtype).isEqualTo(bits);
            }
        }
    }

    @Test
    void arrays_areRestoredBitForBit() {
        float[] floats = {0, -0.0f, Float.MIN_VALUE, Float.NaN, Float.intBitsToFloat(0x7fc01234), Float.MAX_VALUE};
        double[] doubles = {-0.0, Double.MIN_VALUE, Double.longBitsToDouble(0x7ff8000000001234L), 1.0 / 3};
        long[] longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
        try (var scope = TensorScope.open()) {
            assertThat(bits(Tensor.of(floats, 2, 3).toFloatArray())).isEqualTo(bits(floats));
            assertThat(bits(Tensor.of(doubles, 4).toDoubleArray())).isEqualTo(bits(doubles));
            assertThat(Tensor.of(longs, 2, 2).toLongArray()).isEqualTo(longs);
        }
    }

    @OnEachDevice
    void copyTo_fillsTheBeginningOfAnArray(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor rows = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).to(device);
            float[] out = {9, 9, 9, 9, 9, 9, 9};
            rows.t().copyTo(out);
            assertThat(out).containsExactly(1, 4, 2, 5, 3, 6, 9);
            Tensor.full(0.5, DType.BF16, device, 2).copyTo(out);
            assertThat(out).startsWith(0.5f, 0.5f, 2);
            assertThatThrownBy(() -> rows.copyTo(new float[5]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copyTo: an array of 5 elements for " + rows + ", expected at least 6");
        }
    }

    @OnEachDevice
    void otherTypes_areConverted(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor halves = Tensor.full(-2.5, DType.BF16, device, 2);
            assertThat(halves.toFloatArray()).containsExactly(-2.5f, -2.5f);
            assertThat(halves.toDoubleArray()).containsExactly(-2.5, -2.5);
            assertThat(halves.toLongArray()).containsExactly(-2, -2);
            halves.copy_(new double[] {1, 1.0 / 3});
            assertThat(halves.toFloatArray()).containsExactly(1, 0.33398438f);
            halves.copy_(new long[] {3, -4});
            assertThat(halves.toFloatArray()).containsExactly(3, -4);
        }
    }

    @OnEachDevice
    void viewsWithGaps_areReadAndWrittenInRowMajorOrder(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor whole = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).to(device);
            Tensor transposed = whole.transpose(0, 1);
            assertThat(transposed.isContiguous()).isFalse();
            assertThat(transposed.toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(transposed.toByteBuffer().asFloatBuffer().get(1)).isEqualTo(4);

            transposed.copy_(new float[] {10, 20, 30, 40, 50, 60});
            assertThat(whole.toFloatArray()).containsExactly(10, 30, 50, 20, 40, 60);
            ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putFloat(-1).putFloat(-2).flip();
            whole.select(1, 1).copy_(bytes);
            assertThat(whole.toFloatArray()).containsExactly(10, -1, 50, 20, -2, 60);
        }
    }

    @Test
    void copyInPlace_readsTheRemainingBytesOfAnyBuffer() {
        try (Tensor tensor = Tensor.zeros(DType.U8, Device.CPU, 3)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(5);
            direct.put(new byte[] {9, 1, 2, 3, 9}).position(1).limit(4);
            ByteBuffer readOnly = direct.asReadOnlyBuffer();
            tensor.copy_(direct);
            assertThat(direct.position()).isEqualTo(4);
            assertThat(tensor.toLongArray()).containsExactly(1, 2, 3);
            tensor.copy_(readOnly);
            assertThat(readOnly.hasRemaining()).isFalse();
            assertThat(tensor.toLongArray()).containsExactly(1, 2, 3);
        }
    }

    @OnEachDevice
    void copyInPlace_readsIntoTheMemory(Device device) throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor whole = Tensor.zeros(DType.F32, device, 2, 3);
            whole.t().copy_(memory -> {
                assertThat(memory.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
                for (int i = 1; i <= 6; i++) {
                    memory.putFloat(i);
                }
            });
            assertThat(whole.toFloatArray()).containsExactly(1, 3, 5, 2, 4, 6);
            Tensor none = Tensor.zeros(DType.F32, device, 0);
            assertThat(none.copy_(memory -> {})).isSameAs(none);
        }
    }

    @Test
    void copyInPlace_passesOnTheFailureOfTheReader() {
        IOException failure = new IOException("the disk");
        try (Tensor tensor = Tensor.zeros(DType.U8, Device.CPU, 3)) {
            ByteReader failing = memory -> {
                throw failure;
            };
            assertThatThrownBy(() -> tensor.copy_(failing)).isSameAs(failure);
            ByteReader lazy = memory -> memory.put((byte) 1);
            assertThatThrownBy(() -> tensor.copy_(lazy))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("copy_: the reader left 2 of 3 bytes of u8 (3)");
        }
    }

    @Test
    void copyInPlace_takesTheMemoryFromTheReader() throws IOException {
        AtomicReference<ByteBuffer> kept = new AtomicReference<>();
        try (Tensor tensor = Tensor.zeros(DType.U8, Device.CPU, 1)) {
            tensor.copy_(memory -> kept.set(memory.put((byte) 1)));
            assertThatThrownBy(() -> kept.get().put(0, (byte) 2)).isInstanceOf(IllegalStateException.class);
            assertThat(tensor.toLongArray()).containsExactly(1);
        }
    }

    @Test
    void copyInPlace_keepsTheMemory_ifTheReaderClosesTheTensorOrItsScope() throws IOException {
        TensorScope scope = TensorScope.open();
        Tensor ofScope = Tensor.zeros(DType.U8, Device.CPU, 100);
        Tensor ofNone = Tensor.zeros(DType.U8, Device.CPU, 100).removeFromScope();
        assertMemoryIsKept(ofScope, scope::close);
        assertMemoryIsKept(ofNone, ofNone::close);
    }

    /** Otherwise the reader writes to memory that another tensor has by now. */
    private static void assertMemoryIsKept(Tensor tensor, Runnable close) throws IOException {
        AtomicReference<Tensor> next = new AtomicReference<>();
        tensor.copy_(memory -> {
            close.run();
            next.set(Tensor.zeros(DType.U8, Device.CPU, 100).removeFromScope());
            memory.put(new byte[] {7}).position(memory.limit());
        });
        try (Tensor other = next.get()) {
            assertThat(other.toLongArray()).containsOnly(0);
        }
        assertThat(tensor.isClosed()).isTrue();
    }

    /** A reader may wait for another thread that uses the tensor. */
    @Test
    void copyInPlace_callsTheReaderWithoutALock() throws IOException {
        try (Tensor tensor = Tensor.zeros(DType.U8, Device.CPU, 1)) {
            tensor.copy_(memory -> {
                assertThat(Thread.holdsLock(tensor)).isFalse();
                memory.put((byte) 1);
            });
        }
    }

    @Test
    void wrongCounts_areRefused_andNothingIsWritten() {
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> tensor.copy_(new float[5]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copy_: 5 elements for f32 (2, 3), expected 6");
            assertThatThrownBy(() -> tensor.copy_(new double[7]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copy_: 7 elements for f32 (2, 3), expected 6");
            assertThatThrownBy(() -> tensor.copy_(new long[0]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copy_: 0 elements for f32 (2, 3), expected 6");
            ByteBuffer bytes = ByteBuffer.allocate(23);
            assertThatThrownBy(() -> tensor.copy_(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copy_: 23 bytes for f32 (2, 3), expected 24");
            assertThat(bytes.position()).isZero();
            assertThat(tensor.toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void emptyTensors_haveNoElements() {
        try (Tensor empty = Tensor.of(new float[0], 3, 0)) {
            assertThat(empty.toFloatArray()).isEmpty();
            assertThat(empty.toByteBuffer().hasRemaining()).isFalse();
            empty.copy_(new float[0]);
        }
    }

    @Test
    void moreElementsThanAnArrayCanHold_areRefused() {
        try (Tensor one = Tensor.zeros(DType.U8, Device.CPU, 1);
                Tensor many = one.expand(1L << 31)) {
            assertThatThrownBy(() -> many.toByteBuffer())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("u8 (2147483648) has more elements than a Java array can hold");
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static int[] bits(float[] numbers) {
        int[] bits = new int[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return bits;
    }

    private static long[] bits(double[] numbers) {
        long[] bits = new long[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(numbers[i]);
        }
        return bits;
    }
}
