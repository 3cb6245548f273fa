package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class CallTests {
    private static final Operator STACK = Operator.aten("stack");
    private static final Operator MULTIPLY = Operator.aten("mul", "Tensor");
    private static final Operator CONVOLUTION = Operator.aten("convolution");
    private static final Path MEMORY = Path.of("/proc/self/status");

    private Tensor open;
    private Tensor closed;

    @BeforeEach
    void make() {
        open = Creation.of(new float[] {1, 2}, 2);
        closed = Creation.zeros(DType.F32, Device.CPU, 2);
        closed.close();
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void argumentThatCannotBeGiven_leavesNothingBehind() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> CONVOLUTION
                        .call()
                        .tensor(closed)
                        .tensor(open)
                        .optional(open)
                        .run(),
                () -> CONVOLUTION
                        .call()
                        .tensor(open)
                        .tensor(closed)
                        .optional(open)
                        .run(),
                () -> CONVOLUTION
                        .call()
                        .tensor(open)
                        .tensor(open)
                        .optional(closed)
                        .run(),
                () -> CONVOLUTION
                        .call()
                        .optional(open)
                        .integers(1, 2)
                        .flags(true)
                        .tensor(closed)
                        .run(),
                () -> MULTIPLY.call().scalar(2).tensor(open).tensor(closed).run(),
                () -> STACK.call()
                        .tensors(List.of(closed, open, open))
                        .integer(0)
                        .run(),
                () -> STACK.call()
                        .tensors(List.of(open, open, closed))
                        .integer(0)
                        .run(),
                () -> STACK.call().tensors(List.of(open, open)).tensor(closed).run())) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a tensor was used after it was closed: closed tensor");
            assertThat(References.to(open)).isOne();
            assertThatTheNextCallWorks();
        }
    }

    @Test
    void failureInTheOperator_saysWhatItWasGiven_andLeavesNothingBehind() {
        try (Tensor three = Creation.zeros(DType.F64, Device.CPU, 3)) {
            assertThatThrownBy(() -> MULTIPLY.call().tensor(open).tensor(three).run())
                    .isInstanceOf(TorchException.class)
                    .hasMessage("mul(f32 (2), f64 (3)): The size of tensor a (2) must match the size of tensor b (3)"
                            + " at non-singleton dimension 0");
            assertThatThrownBy(() -> STACK.call()
                            .tensors(List.of(open, three))
                            .integer(0)
                            .run())
                    .isInstanceOf(TorchException.class)
                    .hasMessage("stack([f32 (2), f64 (3)], 0): stack expects each tensor to be equal size, but got [2]"
                            + " at entry 0 and [3] at entry 1");
            assertThat(References.to(open)).isOne();
            assertThat(References.to(three)).isOne();
            assertThatTheNextCallWorks();
        }
    }

    @Test
    void failureMessage_showsEveryKindOfArgument() {
        try (Tensor image = Creation.zeros(DType.F32, Device.CPU, 1, 1, 2, 2)) {
            assertThatThrownBy(() -> CONVOLUTION
                            .call()
                            .tensor(image)
                            .tensor(image)
                            .optional(open)
                            .integers(1, 1)
                            .integers(0, 0)
                            .integers(1, 1)
                            .flag(false)
                            .integers(0, 0)
                            .integer(1)
                            .run())
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("convolution(f32 (1, 1, 2, 2), f32 (1, 1, 2, 2), f32 (2), [1, 1], [0, 0],"
                            + " [1, 1], false, [0, 0], 1): ");
            try (Tensor integers = Creation.of(new long[] {1}, 1)) {
                assertThatThrownBy(() -> Elementwise.multiplyInPlace(integers, 0.5))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith("mul_(i64 (1), 0.5): ");
            }
            assertThatThrownBy(() -> Operator.aten("to", "device")
                            .call()
                            .tensor(image)
                            .device(Device.cuda(63))
                            .dtype(DType.F16)
                            .flag(false)
                            .flag(true)
                            .optionalFormat(MemoryFormat.CONTIGUOUS)
                            .run())
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("to(f32 (1, 1, 2, 2), cuda:63, f16, false, true, CONTIGUOUS): ")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void unknownOperator_isNamed_andTheNextCallWorks() {
        // libtorch leaks the arguments of such a call, so it gets none.
        assertThatThrownBy(() -> Operator.aten("no_such_operator").call().run())
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("no_such_operator(): ")
                .hasMessageContaining("aten::no_such_operator")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> Operator.aten("mul", "NoSuchOverload").call().run())
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("NoSuchOverload");
        assertThatTheNextCallWorks();
    }

    @Test
    void calls_nest() {
        Call outer = MULTIPLY.call().tensor(open);
        try (Tensor inner = MULTIPLY.call().tensor(open).scalar(10).run();
                Tensor product = outer.tensor(inner).run()) {
            assertThat(Elements.toFloats(inner)).containsExactly(10, 20);
            assertThat(Elements.toFloats(product)).containsExactly(10, 40);
        }
    }

    @Test
    void nestedCallThatCannotBeMade_leavesTheOuterOneWhole() {
        Call outer = MULTIPLY.call().tensor(open);
        assertThatThrownBy(() -> MULTIPLY.call().tensor(closed)).isInstanceOf(IllegalStateException.class);
        try (Tensor product = outer.tensor(open).run()) {
            assertThat(Elements.toFloats(product)).containsExactly(1, 4);
        }
    }

    /** A list that is not released shows in nothing but the process's size. */
    @Test
    void listsOfACallThatIsNeverMade_areReleased() throws IOException {
        assumeTrue(Files.isReadable(MEMORY), "only Linux tells the size of a process in " + MEMORY);
        long[] large = new long[1 << 16];
        Runnable refused =
                () -> assertThatThrownBy(() -> STACK.call().integers(large).tensor(closed))
                        .isInstanceOf(IllegalStateException.class);
        refused.run();
        long before = residentKilobytes();
        int times = 1000;
        for (int i = 0; i < times; i++) {
            refused.run();
        }
        long leakKilobytes = times * (large.length * 8L / 1024);
        assertThat(residentKilobytes() - before).isLessThan(leakKilobytes / 2);
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(MEMORY).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private void assertThatTheNextCallWorks() {
        try (Tensor twice = MULTIPLY.call().tensor(open).scalar(2).run()) {
            assertThat(Elements.toFloats(twice)).containsExactly(2, 4);
        }
    }
}
