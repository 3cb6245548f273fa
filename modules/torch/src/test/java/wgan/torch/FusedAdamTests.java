package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class FusedAdamTests {
    private TensorScope scope;
    private Tensor four;
    private Tensor step;

    @BeforeEach
    void create() {
        scope = TensorScope.open();
        four = Tensor.zeros(DType.F32, Device.CPU, 4);
        step = Tensor.full(1, DType.F32, Device.CPU);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void step_computesTheFormula() {
        Tensor parameters = Tensor.of(new double[] {1, 1}, 2);
        Tensor average = Tensor.of(new double[] {0.5, 0}, 2);
        Tensor squareAverage = Tensor.of(new double[] {4, 0}, 2);
        Tensor third = Tensor.full(3, DType.F32, Device.CPU);

        FusedAdam.step(
                parameters, Tensor.of(new double[] {2, -3}, 2), average, squareAverage, third, 0.1, 0.5, 0.75, 1e-3);

        assertThat(average.toDoubleArray()).containsExactly(1.25, -1.5);
        assertThat(squareAverage.toDoubleArray()).containsExactly(4, 2.25);
        double correction1 = 1 - Math.pow(0.5, 3);
        double correction2 = Math.sqrt(1 - Math.pow(0.75, 3));
        assertThat(parameters.toDoubleArray())
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(
                        1 - 0.1 / correction1 * 1.25 / (2 / correction2 + 1e-3),
                        1 + 0.1 / correction1 * 1.5 / (1.5 / correction2 + 1e-3));
    }

    @Test
    void step_withoutMomentum_acceptsTheGradientsAsAverage() {
        Tensor gradients = Tensor.of(new float[] {2, -3, 1e-20f, 1e10f}, 4);
        Tensor other = four.clone();
        Tensor squares = four.clone();
        Tensor otherSquares = four.clone();

        FusedAdam.step(four, gradients, gradients, squares, step, 0.1, 0, 0.9, 1e-8);
        FusedAdam.step(other, gradients, gradients.clone().zero_(), otherSquares, step, 0.1, 0, 0.9, 1e-8);

        assertThat(four.toFloatArray()).isEqualTo(other.toFloatArray()).doesNotContain(0);
        assertThat(squares.toFloatArray()).isEqualTo(otherSquares.toFloatArray());
        assertThat(gradients.toFloatArray()).containsExactly(2, -3, 1e-20f, 1e10f);
    }

    /** libtorch would read and write outside the tensors. */
    @Test
    void step_rejectsTensorsThatDoNotFit() {
        Tensor columns = Tensor.zeros(DType.F32, Device.CPU, 4, 2).t();
        Tensor integers = Tensor.of(new long[] {1, 2, 3, 4}, 4);

        assertRejected(
                four, Tensor.zeros(DType.F32, Device.CPU, 3), four, four, step, "a tensor is f32 (3), expected (4)");
        assertRejected(four, four, Tensor.zeros(DType.F32, Device.CPU, 2, 2), four, step, "f32 (2, 2), expected (4)");
        assertRejected(four, four, four, four.to(DType.F64), step, "f64 (4), expected contiguous, like the parameters");
        assertRejected(columns, columns, columns, columns, step, "f32 (2, 4), expected contiguous");
        assertRejected(
                integers, integers, integers, integers, step, "i64 (4), expected contiguous floating-point numbers");
        assertRejected(four, four, four, four, four, "f32 (4), expected the step as a 0-dimensional f32");
        assertRejected(four, four, four, four, step.to(DType.I64), "i64 (), expected the step as a 0-dimensional f32");
    }

    /** A kernel of a GPU cannot read memory of the host. */
    @Test
    void step_rejectsACountOnAnotherDevice() {
        assumeTrue(LibTorch.get().gpuCount() > 0, "there is no GPU");
        Device gpu = Device.cuda(0);
        Tensor there = four.to(gpu);
        assertRejected(
                there,
                there,
                there,
                there,
                step,
                "f32 (), expected the step as a 0-dimensional f32 on the device of the parameters f32 (4) on " + gpu);
        FusedAdam.step(there, there, there, there.clone(), step.to(gpu), 0.1, 0, 0.9, 1e-8);
    }

    private static void assertRejected(
            Tensor parameters, Tensor gradients, Tensor average, Tensor squares, Tensor step, String message) {
        assertThatThrownBy(() -> FusedAdam.step(parameters, gradients, average, squares, step, 0.1, 0.5, 0.9, 1e-8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fused_adam: ")
                .hasMessageContaining(message);
    }
}
