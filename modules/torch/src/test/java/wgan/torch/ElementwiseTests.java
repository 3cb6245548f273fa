package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class ElementwiseTests {
    @OnEachDevice
    void binaryArithmetic_agreesWithTheOracle_andBroadcasts(Device device) {
        Trial.forEach(device, trial -> {
            int rows = trial.size(1, 9);
            int columns = trial.size(1, 9);
            Tensor a = trial.tensors().normal(rows, columns);
            for (Tensor b : new Tensor[] {
                trial.tensors().uniform(1, 2, rows, columns),
                trial.tensors().uniform(1, 2, columns),
                trial.tensors().uniform(1, 2, rows, 1),
                trial.tensors().uniform(1, 2)
            }) {
                var x = trial.oracle().constant(a);
                var y = trial.oracle().constant(b);
                trial.agree(a.add(b), torch.add(x, y));
                trial.agree(a.sub(b), torch.sub(x, y));
                trial.agree(a.add(b, -0.3), torch.add(x, y, new Scalar(-0.3)));
                trial.agree(a.mul(b), torch.mul(x, y));
                trial.agree(a.div(b), torch.div(x, y));
                trial.agree(a.maximum(b), torch.maximum(x, y));
                trial.agree(a.minimum(b), torch.minimum(x, y));
            }
        });
    }

    @OnEachDevice
    void arithmeticWithANumber_agreesWithTheOracle_andKeepsTheType(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            var expected = trial.oracle().constant(x);
            Tensor sum = x.add(0.7);
            Tensor product = x.mul(-1.3);
            Tensor greater = x.maximum(0.1);
            trial.agree(x.sub(0.7), torch.sub(expected, new Scalar(0.7)));
            trial.agree(x.div(-1.3), torch.div(expected, new Scalar(-1.3)));
            trial.agree(sum, torch.add(expected, new Scalar(0.7)));
            trial.agree(product, torch.mul(expected, new Scalar(-1.3)));
            trial.agree(greater, torch.clamp_min(expected, new Scalar(0.1)));
            assertThat(new DType[] {sum.dtype(), product.dtype(), greater.dtype()})
                    .containsOnly(x.dtype());
        });
    }

    @OnEachDevice
    void unaryFunctions_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            Tensor positive = trial.tensors().uniform(0, 9, trial.size(1, 9));
            trial.agree(x.sign(), torch.sign(trial.oracle().constant(x)));
            trial.agree(x.neg(), torch.neg(trial.oracle().constant(x)));
            trial.agree(x.abs(), torch.abs(trial.oracle().constant(x)));
            trial.agree(x.exp(), torch.exp(trial.oracle().constant(x)));
            trial.agree(positive.log(), torch.log(trial.oracle().constant(positive)));
            trial.agree(positive.sqrt(), torch.sqrt(trial.oracle().constant(positive)));
        });
    }

    @OnEachDevice
    void inPlaceOperations_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            long[] shape = {trial.size(1, 9), trial.size(1, 9)};
            Tensor x = trial.tensors().normal(shape);
            Tensor a = trial.tensors().normal(shape);
            Tensor b = trial.tensors().uniform(1, 2, shape);
            var expected = trial.oracle().constant(x);
            var y = trial.oracle().constant(a);
            var z = trial.oracle().constant(b);

            x.mul_(1.7);
            expected = torch.mul(expected, new Scalar(1.7));
            trial.agree(x, expected);
            x.mul_(b);
            expected = torch.mul(expected, z);
            trial.agree(x, expected);
            x.addcmul_(a, b, 0.01);
            expected = torch.addcmul(expected, y, z, new Scalar(0.01));
            trial.agree(x, expected);
            x.addcdiv_(a, b, -5e-5);
            expected = torch.addcdiv(expected, y, z, new Scalar(-5e-5));
            trial.agree(x, expected);
            x.add_(a);
            expected = torch.add(expected, y);
            trial.agree(x, expected);
            x.add_(a, -0.4);
            expected = torch.add(expected, y, new Scalar(-0.4));
            trial.agree(x, expected);
            x.sub_(b);
            expected = torch.sub(expected, z);
            trial.agree(x, expected);
            x.div_(b);
            expected = torch.div(expected, z);
            trial.agree(x, expected);
            x.add_(0.1);
            expected = torch.add(expected, new Scalar(0.1));
            trial.agree(x, expected);
            x.clamp_(-0.3, 0.4);
            expected = torch.clamp(expected, new ScalarOptional(new Scalar(-0.3)), new ScalarOptional(new Scalar(0.4)));
            trial.agree(x, expected);
            x.fill_(0.25);
            trial.agree(x, torch.full_like(expected, new Scalar(0.25)));
            x.zero_();
            trial.agree(x, torch.zeros_like(expected));
        });
    }

    @OnEachDevice
    void heaviside_is1WherePositive_inEachFloatingPointType(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new double[] {-1, -0.0, 0, 1e-30, 2, Double.NaN, Double.POSITIVE_INFINITY}, 7)
                    .to(device);
            for (DType dtype : List.of(DType.F64, DType.F32, DType.BF16)) {
                Tensor result = x.to(dtype).heaviside();
                assertThat(result.dtype()).isEqualTo(dtype);
                assertThat(result.toDoubleArray()).containsExactly(0, 0, 0, 1, 1, 0, 1);
            }
            assertThat(x.narrow(0, 4, 1).view().heaviside().item()).isEqualTo(1);
        }
    }

    /** A number is a tensor on the CPU, which not every operator accepts beside one on a GPU. */
    @OnEachDevice
    void numbers_areOperandsOnEachDevice(Device device) {
        try (var scope = TensorScope.open()) {
            for (DType dtype : List.of(DType.F64, DType.F32, DType.BF16)) {
                Tensor x = Tensor.of(new double[] {-2, 0.5, 4}, 3).to(device).to(dtype);
                assertThat(x.add(2).toDoubleArray()).containsExactly(0, 2.5, 6);
                assertThat(x.sub(2).toDoubleArray()).containsExactly(-4, -1.5, 2);
                assertThat(x.mul(4).toDoubleArray()).containsExactly(-8, 2, 16);
                assertThat(x.div(2).toDoubleArray()).containsExactly(-1, 0.25, 2);
                assertThat(x.maximum(1).toDoubleArray()).containsExactly(1, 1, 4);
                assertThat(x.clone().add_(2).toDoubleArray()).containsExactly(0, 2.5, 6);
                assertThat(x.clone().mul_(4).toDoubleArray()).containsExactly(-8, 2, 16);
                assertThat(x.clone().addcmul_(x, x, 0.5).toDoubleArray()).containsExactly(0, 0.625, 12);
                assertThat(x.clone().addcdiv_(x, x, 0.5).toDoubleArray()).containsExactly(-1.5, 1, 4.5);
                assertThat(x.clone().lerp_(x.mul(2), 0.5).toDoubleArray()).containsExactly(-3, 0.75, 6);
            }
            Tensor counter = Tensor.of(new long[] {3}, 1).to(device);
            assertThat(counter.add_(2).mul(2).toDoubleArray()).containsExactly(10);
        }
    }

    @OnEachDevice
    void clamp_changesEachType_butKeepsNaN(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new double[] {-2, -0.5, 0, 0.25, 3, Double.NaN}, 6)
                    .to(device);
            for (DType dtype : List.of(DType.F64, DType.F32, DType.BF16)) {
                Tensor clamped = x.to(dtype).clone();
                assertThat(clamped.clamp_(-0.5, 1)).isSameAs(clamped);
                assertThat(clamped.toDoubleArray()).containsExactly(-0.5, -0.5, 0, 0.25, 1, Double.NaN);
                assertThat(clamped.clampMin_(0.25)).isSameAs(clamped);
                assertThat(clamped.toDoubleArray()).containsExactly(0.25, 0.25, 0.25, 0.25, 1, Double.NaN);
            }
        }
    }

    @Test
    void emptyLike_keepsTheMemoryFormat() {
        try (var scope = TensorScope.open()) {
            Tensor images = Tensor.zeros(DType.BF16, Device.CPU, 2, 3, 4, 5).contiguous(MemoryFormat.CHANNELS_LAST);
            Tensor like = images.emptyLike();
            assertThat(like.toString()).isEqualTo(images.toString());
            assertThat(like.isContiguous(MemoryFormat.CHANNELS_LAST)).isTrue();
        }
    }

    @Test
    void inPlaceOperations_changeEveryViewOfTheMemory() {
        try (var scope = TensorScope.open()) {
            Tensor buffer = Tensor.of(new float[] {1, 2, 3, 4}, 4);
            Tensor middle = buffer.narrow(0, 1, 2);
            middle.mul_(10);
            middle.clamp_(0, 25);
            assertThat(buffer.toFloatArray()).containsExactly(1, 20, 25, 4);
        }
    }

    /** As in PyTorch, where the type of a number has lower priority than that of a tensor. */
    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "F32", "F64"})
    void number_besideATensorWithoutDimensions_keepsItsType(DType dtype) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.full(3, dtype, Device.CPU);
            List<Tensor> results = List.of(x.add(0.5), x.sub(0.5), x.mul(0.5), x.div(2), x.maximum(4), x.mul_(2));
            assertThat(results).extracting(Tensor::dtype).containsOnly(dtype);
            assertThat(results).extracting(Tensor::dim).containsOnly(0);
            assertThat(results).extracting(Tensor::item).containsExactly(3.5, 2.5, 1.5, 1.5, 4.0, 6.0);
        }
    }

    @Test
    void number_besideBf16_isNotRounded() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1.9921875f}, 1).to(DType.BF16);
            // The product is 1.998, which rounds to 2; the factor alone would round to 1.
            assertThat(x.mul(1.003).item()).isEqualTo(2);
            assertThat(x.view().mul(1.003).item()).isEqualTo(2);
        }
    }

    @Test
    void integers_areAddedExactly() {
        try (var scope = TensorScope.open()) {
            Tensor counter = Tensor.of(new long[] {1L << 60, 7}, 2);
            Tensor one = Tensor.of(new long[] {1}, 1);
            assertThat(counter.add(one).toLongArray()).containsExactly((1L << 60) + 1, 8);
            assertThat(counter.sub(one).toLongArray()).containsExactly((1L << 60) - 1, 6);
            assertThat(counter.add(2).toLongArray()).containsExactly((1L << 60) + 2, 9);
            assertThat(counter.mul(3).toLongArray()).containsExactly(3L << 60, 21);
            assertThat(counter.add_(1).toLongArray()).containsExactly((1L << 60) + 1, 8);
            assertThat(counter.add_(one).toLongArray()).containsExactly((1L << 60) + 2, 9);
            assertThat(counter.mul_(2).toLongArray()).containsExactly((1L << 61) + 4, 18);
        }
    }

    @Test
    void integers_besideANumberThatIsNotWhole_areRefused() {
        try (Tensor x = Tensor.of(new long[] {1}, 1)) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> x.add(0.5), () -> x.add_(0.5), () -> x.mul(0.5), () -> x.mul_(0.5), () -> x.maximum(0.5))) {
                assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "arithmetic: 0.5 beside i64 (1), expected a whole number; convert the tensor first");
            }
        }
    }

    @Test
    void add_ofOtherTypes_keepsTheTypeOfTheTarget() {
        try (var scope = TensorScope.open()) {
            Tensor f32 = Tensor.of(new float[] {1}, 1);
            Tensor f64 = Tensor.of(new double[] {0.5}, 1);
            assertThat(f32.add(f64).dtype()).isEqualTo(DType.F64);
            assertThat(f32.add_(f64, 3).dtype()).isEqualTo(DType.F32);
            assertThat(f32.item()).isEqualTo(2.5);
        }
    }

    @Test
    void add_ofShapesThatDoNotBroadcast_namesThem_andLeaksNothing() {
        try (Tensor a = Tensor.zeros(DType.F32, Device.CPU, 2);
                Tensor b = Tensor.zeros(DType.F32, Device.CPU, 3)) {
            long before = References.to(b);
            assertRefused(() -> a.add(b), "add(f32 (2), f32 (3)): ");
            assertRefused(() -> a.add(b, 0.5), "add(f32 (2), f32 (3), 0.5): ");
            assertRefused(() -> a.sub(b), "sub(f32 (2), f32 (3)): ");
            assertRefused(() -> a.add_(b), "add_(f32 (2), f32 (3)): ");
            assertRefused(() -> a.add_(b, 0.5), "add_(f32 (2), f32 (3), 0.5): ");
            assertRefused(() -> a.sub_(b), "sub_(f32 (2), f32 (3)): ");
            assertRefused(() -> a.addcmul_(b, b, 2), "addcmul_(f32 (2), f32 (3), f32 (3), 2.0): ");
            assertRefused(() -> a.addcdiv_(b, b, 2), "addcdiv_(f32 (2), f32 (3), f32 (3), 2.0): ");
            assertThat(References.to(b)).isEqualTo(before);
        }
    }

    @Test
    void sumOfOtherTypes_ofShapesThatDoNotBroadcast_namesItsArguments() {
        try (Tensor a = Tensor.zeros(DType.F32, Device.CPU, 2);
                Tensor doubles = Tensor.zeros(DType.F64, Device.CPU, 3);
                Tensor integers = Tensor.zeros(DType.I64, Device.CPU, 2);
                Tensor others = Tensor.zeros(DType.I64, Device.CPU, 3)) {
            assertRefused(() -> a.add_(doubles), "add_(f32 (2), f64 (3)): ");
            assertRefused(() -> integers.sub(others), "sub(i64 (2), i64 (3)): ");
            assertRefused(() -> integers.add_(others), "add_(i64 (2), i64 (3)): ");
        }
    }

    private static void assertRefused(ThrowingCallable call, String operation) {
        assertThatThrownBy(call)
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(operation + "The size of tensor a (2) must match the size of tensor b (3)")
                .message()
                .hasLineCount(1);
    }
}
