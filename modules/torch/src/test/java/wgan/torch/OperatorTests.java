package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.Oracle;

@ExtendWith(LiveTensors.class)
class OperatorTests {
    private static final Operator STACK = Operator.of("aten::stack(Tensor[] tensors, int dim=0) -> Tensor");
    private static final Operator MUL = Operator.of("aten::mul.Tensor(Tensor self, Tensor other) -> Tensor");
    private static final Operator CONVOLUTION = Operator.of("aten::convolution(Tensor input, Tensor weight,"
            + " Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed,"
            + " SymInt[] output_padding, SymInt groups) -> Tensor");
    private static final long[] ONES = {1, 1};
    private static final long[] ZEROS = {0, 0};

    private Tensor open;
    private Tensor closed;

    @BeforeEach
    void create() {
        open = Tensor.of(new float[] {1, 2}, 2);
        closed = Tensor.zeros(DType.F32, Device.CPU, 2);
        closed.close();
    }

    @AfterEach
    void close() {
        open.close();
    }

    /** A wrong schema would make libtorch read slots that were never written. */
    @Test
    void declaredSchemas_areThoseOfLibtorch() throws Exception {
        List<Operator> declared = declaredOperators();
        assertThat(declared).hasSizeGreaterThan(50);
        try (Oracle oracle = Oracle.open()) {
            for (Operator operator : declared) {
                var schema = Dispatcher.singleton()
                        .findSchemaOrThrow(operator.name(), operator.overload())
                        .schema();
                assertThat(withoutResultNames(operator.schema()))
                        .isEqualTo(withoutResultNames(torch.toString(schema).getString()));
            }
        }
    }

    /** libtorch prints {@code -> bool _0} for a result without a name. */
    private static String withoutResultNames(String schema) {
        return schema.replaceFirst(" _0$", "");
    }

    /** Returns the constants of all classes of the package. */
    private static List<Operator> declaredOperators() throws Exception {
        List<Operator> operators = new ArrayList<>();
        Path classes = Path.of(Operator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("wgan/torch"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                for (Field field : Class.forName("wgan.torch." + name).getDeclaredFields()) {
                    if (field.getType() == Operator.class) {
                        field.setAccessible(true);
                        operators.add((Operator) field.get(null));
                    }
                }
            }
        }
        return operators;
    }

    @Test
    void operator_returnsItsDeclaration() {
        assertThat(MUL.name()).isEqualTo("aten::mul");
        assertThat(MUL.overload()).isEqualTo("Tensor");
        assertThat(MUL.schema()).isEqualTo("aten::mul.Tensor(Tensor self, Tensor other) -> Tensor");
        assertThat(MUL).hasToString("mul");
    }

    @Test
    void call_acceptsEveryTypeOfArgument() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            Operator einsum =
                    Operator.of("aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor");
            assertThat(einsum.call("ij,jk->ik", List.of(x, x)).toFloatArray()).containsExactly(7, 10, 15, 22);
            assertThat(einsum.call("ij->ji", List.of(x), null).toFloatArray()).containsExactly(1, 3, 2, 4);
            Operator index = Operator.of("aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor");
            Tensor second = Tensor.of(new long[] {1}, 1);
            assertThat(index.call(x, Arrays.asList(null, second)).toFloatArray())
                    .containsExactly(2, 4);
            Operator cumsum = Operator.of("aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor");
            assertThat(cumsum.call(x, 0, DType.F64).dtype()).isEqualTo(DType.F64);
            Operator upsample = Operator.of("aten::upsample_nearest2d.vec(Tensor input, SymInt[]? output_size,"
                    + " float[]? scale_factors) -> Tensor");
            assertThat(upsample.call(x.view(1, 1, 2, 2), null, new double[] {2, 1})
                            .shape())
                    .containsExactly(1, 1, 4, 2);
            Operator zeros = Operator.of("aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None,"
                    + " Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
            assertThat(zeros.call(x, new long[] {3}, DType.I64, null, Device.CPU, false))
                    .hasToString("i64 (3)");
        }
    }

    @Test
    void call_acceptsNumbersForTensors() {
        try (var scope = TensorScope.open()) {
            Tensor integers = Tensor.of(new long[] {1L << 60}, 1);
            assertThat(MUL.call(open, 0.5).toFloatArray()).containsExactly(0.5f, 1);
            assertThat(MUL.call(open, 3).toFloatArray()).containsExactly(3, 6);
            assertThat(MUL.call(integers, 3L).toLongArray()).containsExactly(3L << 60);
        }
    }

    @Test
    void results_ofEveryType_areReturned() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            Results rows = Operator.of("aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]")
                    .callForResults(x);
            assertThat(rows.tensors(0)).map(Tensor::toFloatArray).containsExactly(new float[] {1, 2}, new float[] {3, 4
            });
            assertThat(Operator.of("aten::is_floating_point(Tensor self) -> bool")
                            .callForResults(x)
                            .bool(0))
                    .isTrue();
            assertThat(Operator.of("aten::size.int(Tensor self, int dim) -> int")
                            .callForResults(x, 1)
                            .integer(0))
                    .isEqualTo(2);
            assertThat(Operator.of("aten::q_scale(Tensor self) -> float").schema())
                    .endsWith("float");
            Results sorted = Operator.of("aten::sort(Tensor self, int dim=-1, bool descending=False)"
                            + " -> (Tensor values, Tensor indices)")
                    .callForResults(x, -1, true);
            assertThat(sorted.size()).isEqualTo(2);
            assertThat(sorted.tensor(0).toFloatArray()).containsExactly(2, 1, 4, 3);
            assertThat(sorted.tensor(1).toLongArray()).containsExactly(1, 0, 1, 0);
            assertThatThrownBy(() -> sorted.bool(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("result 0 is a Tensor, expected a Boolean");
            assertThatThrownBy(() -> MUL_FOREACH_.call(List.of(x), x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("_foreach_mul_: returns []; use callForResults");
        }
    }

    private static final Operator MUL_FOREACH_ =
            Operator.of("aten::_foreach_mul_.Tensor(Tensor(a!)[] self, Tensor other) -> ()");

    @Test
    void run_releasesItsResults() {
        try (var scope = TensorScope.open()) {
            long before = Tensor.liveCount();
            MUL_FOREACH_.run(List.of(open), 10);
            Operator.of("aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)")
                    .run(open, 2);
            Operator.of("aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]")
                    .run(open);
            assertThat(open.toFloatArray()).containsExactly(20, 40);
            assertThat(References.to(open)).isOne();
            assertThat(Tensor.liveCount()).isEqualTo(before);
        }
    }

    @Test
    void run_thatChangesAShape_isSeenByEveryTensorOfIt() {
        try (var scope = TensorScope.open()) {
            Operator mulOut = Operator.of("aten::mul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)");
            Tensor out = Tensor.zeros(DType.F32, Device.CPU, 0);
            Tensor same = out.contiguous(); // libtorch returns the tensor itself
            assertThat(out.numel() + same.numel()).isZero();
            mulOut.run(open, open, out);
            assertThat(out.toFloatArray()).containsExactly(1, 4);
            assertThat(same.toFloatArray()).containsExactly(1, 4);

            Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertThat(matrix.shape()).containsExactly(2, 3);
            Operator.of("aten::t_(Tensor(a!) self) -> Tensor(a!)").run(matrix);
            assertThat(matrix).hasToString("f32 (3, 2)");
            assertThat(matrix.toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
        }
    }

    @Test
    void run_thatChangesAShape_isSeenByOtherThreads() {
        Operator set = Operator.of("aten::set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)");
        try (Tensor shared = Tensor.zeros(DType.F32, Device.CPU, 100)) {
            assertThat(shared.numel()).isEqualTo(100);
            OtherThread.run(() -> {
                try (Tensor two = Tensor.of(new float[] {5, 6}, 2)) {
                    set.run(shared, two);
                }
            });
            assertThat(shared.toFloatArray()).containsExactly(5, 6);
        }
    }

    @Test
    void failedRun_thatChangesAShape_isSeen() {
        try (var scope = TensorScope.open()) {
            Tensor values = Tensor.zeros(DType.F32, Device.CPU, 0);
            Tensor indices = Tensor.zeros(DType.F32, Device.CPU, 0);
            assertThat(values.numel()).isZero();
            Operator sortOut = Operator.of("aten::sort.values(Tensor self, int dim=-1, bool descending=False, *,"
                    + " Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)");
            assertThatThrownBy(() -> sortOut.run(open, 0, false, values, indices))
                    .isInstanceOf(TorchException.class);
            assertThat(values.shape()).containsExactly(2);
        }
    }

    /** Otherwise each of their calls would make every tensor read its shape again. */
    @Test
    void operatorsOfThisPackage_keepTheShapesOfTheirArguments() throws Exception {
        assertThat(declaredOperators()).noneMatch(Operator::mayChangeShapes);
        assertThat(MUL_FOREACH_.mayChangeShapes()).isTrue();
        assertThat(MUL.mayChangeShapes()).isFalse();
    }

    @Test
    void argumentThatIsClosed_leaksNothing() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> CONVOLUTION.call(closed, open, open, ONES, ZEROS, ONES, false, ZEROS, 1),
                () -> CONVOLUTION.call(open, closed, open, ONES, ZEROS, ONES, false, ZEROS, 1),
                () -> CONVOLUTION.call(open, open, closed, ONES, ZEROS, ONES, false, ZEROS, 1),
                () -> MUL.call(2, closed),
                () -> STACK.call(List.of(closed, open, open), 0),
                () -> STACK.call(List.of(open, open, closed), 0))) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a tensor is used after it was closed: closed tensor");
            assertThatNothingLeaked();
        }
    }

    @Test
    void argumentsThatDoNotFitTheSchema_areNamed_andLeakNothing() {
        assertRefused(() -> MUL.call(open, null), "mul: argument other is null, expected Tensor");
        assertRefused(() -> MUL.call(open), "mul: argument other is missing, expected Tensor");
        assertRefused(() -> MUL.call(open, open, open), "mul: 3 arguments, expected at most 2");
        assertRefused(() -> MUL.call(open, true), "mul: argument other is Boolean true, expected Tensor");
        assertRefused(
                () -> STACK.call(Arrays.asList(open, null)),
                "stack: argument tensors is ArrayList [f32 (2), null], expected Tensor[]");
        assertRefused(() -> STACK.call(List.of(open), 0.5), "stack: argument dim is Double 0.5, expected int");
        assertRefused(
                () -> CONVOLUTION.call(open, open, null, ONES, ZEROS, ONES, 0, ZEROS, 1),
                "convolution: argument transposed is Integer 0, expected bool");
        assertRefused(
                () -> CONVOLUTION.call(open, open, 7.5f, null, ZEROS, ONES, false, ZEROS, 1),
                "convolution: argument stride is null, expected int[]");
    }

    private void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches(actual -> actual.replaceAll("Arrays\\$", "").equals(message), message);
        assertThatNothingLeaked();
    }

    private void assertThatNothingLeaked() {
        assertThat(References.to(open)).isOne();
        try (Tensor twice = MUL.call(open, 2)) {
            assertThat(twice.toFloatArray()).containsExactly(2, 4);
        }
    }

    @Test
    void failureInTheOperator_namesTheArguments_andLeaksNothing() {
        try (Tensor three = Tensor.zeros(DType.F64, Device.CPU, 3)) {
            assertThatThrownBy(() -> MUL.call(open, three))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("mul(f32 (2), f64 (3)): The size of tensor a (2) must match the size of tensor b (3)"
                            + " at non-singleton dimension 0");
            assertThatThrownBy(() -> STACK.call(List.of(open, three)))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("stack([f32 (2), f64 (3)], 0): stack expects each tensor to be equal size, but got [2]"
                            + " at entry 0 and [3] at entry 1");
            assertThat(References.to(three)).isOne();
            assertThatNothingLeaked();
        }
    }

    @Test
    void failureMessage_showsEveryTypeOfArgument() {
        try (Tensor image = Tensor.zeros(DType.F32, Device.CPU, 1, 1, 2, 2)) {
            assertThatThrownBy(() -> CONVOLUTION.call(image, image, open, ONES, ZEROS, ONES, false, ZEROS, 1))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("convolution(f32 (1, 1, 2, 2), f32 (1, 1, 2, 2), f32 (2), [1, 1], [0, 0],"
                            + " [1, 1], false, [0, 0], 1): ");
            assertThatThrownBy(() -> Operator.of("aten::to.device(Tensor(a) self, Device device, ScalarType dtype,"
                                    + " bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None)"
                                    + " -> Tensor(a)")
                            .call(open, Device.CPU, DType.F16, false, true, MemoryFormat.CHANNELS_LAST))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("to(f32 (2), cpu, f16, false, true, CHANNELS_LAST): ")
                    .message()
                    .hasLineCount(1);
            assertThatThrownBy(() -> Operator.of(
                                    "aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor")
                            .call("i$", List.of(open)))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("einsum(\"i$\", [f32 (2)], None): ");
        }
    }

    /** The description of the arguments calls libtorch, too, and must not replace the reason. */
    @Test
    void failureMessage_hasTheReasonOfTheFailedCall() {
        Tensor fresh = Tensor.zeros(DType.F32, Device.CPU, 3); // neither shape nor type has been read
        try (fresh) {
            assertThatThrownBy(() -> MUL.call(open, fresh))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining("f32 (3)")
                    .hasMessageContaining("The size of tensor a (2) must match");
        }
    }

    @Test
    void unknownOperator_isNamed_andTheNextCallWorks() {
        // libtorch leaks the arguments of such a call, so it gets none.
        assertThatThrownBy(
                        () -> Operator.of("aten::no_such_operator() -> Tensor").call())
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("no_such_operator(): ")
                .hasMessageContaining("aten::no_such_operator")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() ->
                        Operator.of("aten::mul.NoSuchOverload() -> Tensor").call())
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("NoSuchOverload");
        assertThatNothingLeaked();
    }

    @Test
    void slots_releaseTheMemoryThatTheyPush() {
        NativeThread thread = NativeThread.current();
        for (Slot slot : List.of(
                new Slot.OfTensor(open),
                new Slot.Boxed(new Slot.OfTensor(open)),
                new Slot.OfList(List.of(new Slot.OfTensor(open), new Slot.Boxed(new Slot.OfTensor(open)), Slot.ABSENT)),
                new Slot.Boxed(new Slot.OfList(List.of(new Slot.OfTensor(open)))))) {
            long pushed = slot.push(thread);
            assertThat(References.to(open)).as(slot.toString()).isGreaterThan(1);
            slot.release(pushed, thread);
            assertThat(References.to(open)).as(slot.toString()).isOne();
        }
    }

    /** A leak of memory that is not a tensor can be detected by the C library only. */
    @Test
    void slotsWithoutTensors_releaseTheMemoryThatTheyPush() {
        assumeTrue(AllocatedMemory.isKnown(), "the C library has no mallinfo2");
        NativeThread thread = NativeThread.current();
        @Nullable
        Slot large = new SchemaType.OptionalOf(new SchemaType.ListOf(SchemaType.Base.INT)).bind(new long[1 << 14]);
        Slot text = new Slot.OfString("x".repeat(1 << 16));
        Runnable pushAndRelease = () -> {
            for (Slot slot : List.of(large, text)) {
                slot.release(slot.push(thread), thread);
            }
        };
        pushAndRelease.run();
        long before = AllocatedMemory.bytes();
        int times = 500;
        for (int i = 0; i < times; i++) {
            pushAndRelease.run();
        }
        assertThat(AllocatedMemory.bytes() - before).isLessThan(times * (128 + 64) * 1024 / 4);
    }
}
