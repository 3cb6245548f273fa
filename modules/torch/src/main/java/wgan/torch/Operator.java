package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * An operator of libtorch, declared by its schema and called by name. Every operator of ATen can be called this way.
 *
 * <pre>{@code
 * private static final Operator TRIL =
 *         Operator.of("aten::tril(Tensor self, SymInt diagonal=0) -> Tensor");
 *
 * Tensor lower = TRIL.call(matrix, 1);
 * }</pre>
 *
 * <p>The schema is the text that PyTorch prints for the operator ({@code torch.ops.aten.tril.default._schema} in Python,
 * {@code native_functions.yaml} in PyTorch's sources). Arguments are given in its order; trailing arguments that have a
 * default may be left out. The Java values of a schema type are:
 *
 * <table> <caption>Schema types and Java types</caption> <tr><th>schema</th><th>Java</th></tr> <tr><td>{@code
 * Tensor}</td><td>{@link Tensor}, or a {@link Number}, which becomes a 0-dimensional f64 or i64 tensor on the CPU</td></tr>
 * <tr><td>{@code Tensor[]}</td><td>{@link List} of {@link Tensor}</td></tr> <tr><td>{@code int}, {@code
 * SymInt}</td><td>{@link Integer}, {@link Long}</td></tr> <tr><td>{@code int[]}, {@code SymInt[]}</td><td>{@code
 * long[]}</td></tr> <tr><td>{@code float}, {@code float[]}</td><td>{@link Number}, {@code double[]}</td></tr> <tr><td>{@code
 * bool}, {@code bool[]}</td><td>{@link Boolean}, {@code boolean[]}</td></tr> <tr><td>{@code str}</td><td>{@link
 * String}</td></tr> <tr><td>{@code ScalarType}</td><td>{@link DType}</td></tr> <tr><td>{@code Device}</td><td>{@link
 * Device}</td></tr> <tr><td>{@code MemoryFormat}</td><td>{@link MemoryFormat}</td></tr> <tr><td>{@code T?}</td><td>a value
 * of T, or null</td></tr> </table>
 *
 * <p>A number beside tensors on a GPU is accepted by the operators that PyTorch's {@code native_functions.yaml} marks with {@code
 * device_check: NoCheck}, which most operators of elements are. The others require all tensors to be on one device.
 *
 * <p>libtorch's C ABI does not support a {@code Scalar}, a {@code Generator}, a {@code Layout}, a {@code Stream} or a class:
 * only null can be given for an optional one, and an operator that requires one cannot be declared.
 *
 * <p>All arguments are checked before anything is allocated in libtorch: a null, closed or wrongly typed argument leaves
 * nothing behind. libtorch itself does not check the number of arguments, so a schema must be that of the operator; a wrong one
 * can end the process. If libtorch has no operator of that name, the call fails and its arguments are never released.
 *
 * <p>An operator that ends in an underscore or has an {@code out} argument may give the argument another shape or other memory,
 * such as {@code t_}, {@code resize_} and {@code set_}. No other thread may use a tensor during such a call, nor one that shares
 * its memory.
 *
 * <p>Immutable and safe for use by several threads. An operator should be a constant: its name stays in native memory until
 * the process ends.
 */
@SuppressWarnings("restricted")
public final class Operator {
    /**
     * The libtorch version that this binding was built against, 2.10, as the dispatcher encodes it. A newer libtorch uses it
     * to stay compatible with older callers, so it is a constant and not the version of the loaded library.
     */
    private static final long BUILT_AGAINST = 0x020aL << 48;

    private final Schema schema;
    private final boolean mayChangeShapes;
    private final MemorySegment nativeName;
    private final MemorySegment nativeOverload;

    private Operator(Schema schema, boolean mayChangeShapes) {
        this.schema = schema;
        this.mayChangeShapes = mayChangeShapes;
        // Operators are constants of their classes, so their names live as long as the process.
        nativeName = CString.of(schema.name(), Arena.global());
        nativeOverload = CString.of(schema.overload(), Arena.global());
    }

    /**
     * Declares an operator.
     *
     * @param schema such as {@code "aten::mul.Tensor(Tensor self, Tensor other) -> Tensor"}
     * @throws IllegalArgumentException if the text is not a schema, or a required argument or a result has a type that the C ABI
     *     does not support
     */
    public static Operator of(String schema) {
        Schema parsed = Schema.parse(schema);
        return new Operator(parsed, parsed.writesArguments());
    }

    /**
     * Declares an operator that writes to its arguments, and that this package calls so that their shapes, types and devices stay
     * as they are: an {@code out} argument has the shape of the result before the call. The tensors need not read them again.
     */
    static Operator keepingShapes(String schema) {
        return new Operator(Schema.parse(schema), false);
    }

    /** Returns whether a call may change the shape, type or device of an argument. */
    boolean mayChangeShapes() {
        return mayChangeShapes;
    }

    /** Returns its name with the namespace, such as {@code aten::mul}. */
    public String name() {
        return schema.name();
    }

    /** Returns the name of its overload, such as {@code Tensor}; empty for the default one. */
    public String overload() {
        return schema.overload();
    }

    /** Returns the schema that it was declared with. */
    public String schema() {
        return schema.text();
    }

    /**
     * Calls it and returns its only result.
     *
     * @param arguments in the order of the schema; see the class
     * @return a new tensor, which belongs to the current scope
     * @throws IllegalArgumentException if an argument is missing, superfluous or of the wrong type
     * @throws IllegalStateException if a tensor is closed, or the operator does not have exactly one result of type {@code Tensor}
     * @throws DeviceNotAvailableException if an argument is a GPU that does not exist
     * @throws TorchException if libtorch refuses the call; the message contains the arguments and libtorch's reason
     */
    public Tensor call(@Nullable Object... arguments) {
        if (schema.results().size() != 1 || schema.results().getFirst() != Schema.Result.TENSOR) {
            throw new IllegalStateException(this + ": returns " + schema.results() + "; use callForResults");
        }
        return new Tensor(invoke(arguments)[0]);
    }

    /**
     * Calls it for its effect on its arguments and releases what it returns: for operators that end in an underscore or have an
     * {@code out} argument. Arguments and exceptions are those of {@link #call}.
     */
    public void run(@Nullable Object... arguments) {
        Results.release(schema.results(), invoke(arguments));
    }

    /** Calls it and returns all results, whatever their number and types. Arguments and exceptions are those of {@link #call}. */
    public Results callForResults(@Nullable Object... arguments) {
        return Results.take(schema.results(), invoke(arguments));
    }

    private long[] invoke(@Nullable Object... arguments) {
        NativeThread thread = NativeThread.current(); // loads libtorch, which has the codes of types and devices
        Slot[] slots = schema.bind(arguments);
        MemorySegment stack = thread.stack();
        push(slots, stack, thread);
        thread.applySettings();
        int status = LibTorchC.torch_call_dispatcher(nativeName, nativeOverload, stack, BUILT_AGAINST);
        if (mayChangeShapes) {
            Tensor.shapesMayHaveChanged(); // also by a call that failed in the middle
        }
        // From here on libtorch owns the arguments, also if the call failed.
        if (status != 0) {
            String reason = thread.lastError(); // before any other call, which may overwrite it
            throw TorchException.refused(toString(), List.of(slots), reason);
        }
        long[] results = new long[schema.results().size()];
        MemorySegment.copy(stack, JAVA_LONG, 0, results, 0, results.length);
        return results;
    }

    /** Writes the slots to the stack; if one cannot be written, releases those before it. */
    private static void push(Slot[] slots, MemorySegment stack, NativeThread thread) {
        for (int i = 0; i < slots.length; i++) {
            try {
                stack.setAtIndex(JAVA_LONG, i, slots[i].push(thread));
            } catch (RuntimeException e) {
                for (int pushed = 0; pushed < i; pushed++) {
                    slots[pushed].release(stack.getAtIndex(JAVA_LONG, pushed), thread);
                }
                throw e;
            }
        }
    }

    /** Returns its name as messages show it: without the namespace. */
    @Override
    public String toString() {
        return schema.shortName();
    }
}
