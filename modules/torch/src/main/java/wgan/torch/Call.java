package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * One call of an operator: the arguments are pushed in the order of the schema, then it runs.
 *
 * <p>The dispatcher takes ownership of every argument, so each tensor is pushed as a handle of its own. If an argument
 * cannot be given (a closed tensor, say) what was pushed before it is released. Once the dispatcher has been called,
 * nothing on the stack is ours, whether it succeeded or not.
 */
@SuppressWarnings("restricted")
final class Call {
    /** More than the arguments of any operator in ATen. */
    private static final int SLOTS = 32;

    /** What a slot holds: how to release it when the call never happens, and how a message shows it. */
    private enum Kind {
        ABSENT,
        INTEGER,
        NUMBER,
        FLAG,
        CODE,
        SCALAR,
        TENSOR,
        TENSOR_BOX,
        LIST,
        TENSOR_LIST
    }

    private final NativeThread thread;
    private final MemorySegment stack;
    private final Kind[] kinds = new Kind[SLOTS];
    /** For messages: what was given, where that is an object ... */
    private final @Nullable Object[] objects = new Object[SLOTS];
    /** ... and where it is a number. */
    private final double[] numbers = new double[SLOTS];

    private @Nullable Operator operator;
    private int size;

    Call(NativeThread thread, Arena arena) {
        this.thread = thread;
        this.stack = arena.allocate(JAVA_LONG.byteSize() * SLOTS, JAVA_LONG.byteAlignment());
    }

    boolean isBusy() {
        return operator != null;
    }

    Call begin(Operator called) {
        operator = called;
        size = 0;
        return this;
    }

    Call tensor(Tensor tensor) {
        return push(Kind.TENSOR, tensor, share(tensor));
    }

    /** A {@code Tensor?}. */
    Call optional(@Nullable Tensor tensor) {
        return tensor == null ? none() : push(Kind.TENSOR_BOX, tensor, box(share(tensor)));
    }

    /** A 0-dimensional tensor on the CPU, which every elementwise operator takes beside tensors of any device. */
    Call scalar(double value) {
        thread.check(LibTorchC.aoti_torch_scalar_to_tensor_float64(value, thread.out()), "scalar_to_tensor");
        numbers[size] = value;
        return push(Kind.SCALAR, null, thread.outLong());
    }

    Call integer(long value) {
        return push(Kind.INTEGER, null, value);
    }

    Call number(double value) {
        numbers[size] = value;
        return push(Kind.NUMBER, null, Double.doubleToRawLongBits(value));
    }

    Call flag(boolean value) {
        return push(Kind.FLAG, null, value ? 1 : 0);
    }

    /** The absent value of any {@code T?}. */
    Call none() {
        return push(Kind.ABSENT, null, 0);
    }

    Call dtype(DType type) {
        return push(Kind.CODE, type, type.code());
    }

    Call optionalDtype(@Nullable DType type) {
        return type == null ? none() : push(Kind.CODE, type, box(type.code()));
    }

    Call format(MemoryFormat format) {
        return push(Kind.CODE, format, format.code());
    }

    Call optionalFormat(@Nullable MemoryFormat format) {
        return format == null ? none() : push(Kind.CODE, format, box(format.code()));
    }

    Call device(Device device) {
        long slot = ((long) device.typeCode() << 32) | Integer.toUnsignedLong(device.indexCode());
        return push(Kind.CODE, device, slot);
    }

    Call optionalDevice(Device device) {
        device(device);
        return boxLast(Kind.CODE);
    }

    Call integers(long... values) {
        long list = newList(values.length);
        for (long value : values) {
            append(list, value);
        }
        return push(Kind.LIST, values, list);
    }

    /** An {@code int[]?}. */
    Call optionalIntegers(long... values) {
        integers(values);
        return boxLast(Kind.LIST);
    }

    Call flags(boolean... values) {
        long list = newList(values.length);
        for (boolean value : values) {
            append(list, value ? 1 : 0);
        }
        return push(Kind.LIST, values, list);
    }

    Call tensors(List<Tensor> tensors) {
        // On the stack from the start, so that it is released with what it holds if a tensor cannot be given.
        long list = newList(tensors.size());
        push(Kind.TENSOR_LIST, tensors, list);
        for (Tensor tensor : tensors) {
            append(list, share(tensor));
        }
        return this;
    }

    /** Runs it and takes its one result. */
    Tensor run() {
        invoke();
        return new Tensor(slot(0));
    }

    /** Runs it for what it does to its arguments; its one result is another handle of one of them. */
    void runInPlace() {
        invoke();
        Tensor.delete(slot(0));
    }

    /** Runs it for what it does to its arguments; it has no result. */
    void runWithoutResult() {
        invoke();
    }

    /** Runs it and takes its yes or no. */
    boolean runForFlag() {
        invoke();
        return slot(0) != 0;
    }

    /** Runs it and takes its results; null where the operator was told to leave one out. */
    @Nullable
    Tensor[] run(int results) {
        invoke();
        @Nullable Tensor[] tensors = new Tensor[results];
        for (int i = 0; i < results; i++) {
            tensors[i] = definedOrNull(slot(i));
        }
        return tensors;
    }

    private void invoke() {
        Operator called = Objects.requireNonNull(operator);
        int status = LibTorchC.torch_call_dispatcher(
                called.nativeName(),
                called.nativeOverload(),
                stack,
                thread.libTorch().abiVersion());
        operator = null;
        try {
            if (status != 0) {
                throw new TorchException(describe(called) + ": " + thread.lastError());
            }
        } finally {
            forgetArguments();
        }
    }

    private long slot(int index) {
        return stack.getAtIndex(JAVA_LONG, index);
    }

    private @Nullable Tensor definedOrNull(long handle) {
        thread.check(LibTorchC.aoti_torch_is_defined(handle, thread.out()), "is_defined");
        if (thread.outBoolean()) {
            return new Tensor(handle);
        }
        Tensor.delete(handle);
        return null;
    }

    private Call push(Kind kind, @Nullable Object object, long slot) {
        stack.setAtIndex(JAVA_LONG, size, slot);
        kinds[size] = kind;
        objects[size] = object;
        size++;
        return this;
    }

    private Call boxLast(Kind kind) {
        int last = size - 1;
        stack.setAtIndex(JAVA_LONG, last, box(slot(last)));
        // A box of plain values is not worth a way to release it: nothing that follows it in a schema can fail.
        kinds[last] = kind == Kind.LIST ? Kind.CODE : kind;
        return this;
    }

    private long share(Tensor tensor) {
        try {
            return tensor.share();
        } catch (RuntimeException unusable) {
            release();
            throw unusable;
        }
    }

    /** Gives back what was pushed, for a call that never happens. */
    private void release() {
        operator = null;
        for (int i = 0; i < size; i++) {
            switch (kinds[i]) {
                case ABSENT, INTEGER, NUMBER, FLAG, CODE -> {}
                case SCALAR, TENSOR -> Tensor.delete(slot(i));
                case TENSOR_BOX -> Tensor.delete(unbox(slot(i)));
                case LIST -> thread.check(LibTorchC.torch_delete_list(slot(i)), "delete_list");
                case TENSOR_LIST -> releaseTensors(slot(i));
            }
        }
        forgetArguments();
    }

    private void releaseTensors(long list) {
        thread.check(LibTorchC.torch_list_size(list, thread.out()), "list_size");
        long count = thread.outLong();
        for (long i = 0; i < count; i++) {
            thread.check(LibTorchC.torch_list_get_item(list, i, thread.out()), "list_get_item");
            Tensor.delete(thread.outLong());
        }
        thread.check(LibTorchC.torch_delete_list(list), "delete_list");
    }

    /** Keeps no tensor reachable between calls. */
    private void forgetArguments() {
        Arrays.fill(objects, 0, size, null);
    }

    private long newList(long capacity) {
        thread.check(LibTorchC.torch_new_list_reserve_size(capacity, thread.out()), "new_list");
        return thread.outLong();
    }

    private void append(long list, long slot) {
        thread.check(LibTorchC.torch_list_push_back(list, slot), "list_push_back");
    }

    /** A slot on libtorch's heap, which is how a present {@code T?} travels. */
    private long box(long slot) {
        MemorySegment box;
        if (thread.libTorch().makesBoxes()) {
            thread.check(LibTorchC.torch_new_stable_ivalue(thread.out()), "new_stable_ivalue");
            box = thread.outAddress();
        } else {
            box = LibTorchC.malloc(JAVA_LONG.byteSize());
        }
        box.reinterpret(JAVA_LONG.byteSize()).set(JAVA_LONG, 0, slot);
        return box.address();
    }

    private static long unbox(long slot) {
        return MemorySegment.ofAddress(slot).reinterpret(JAVA_LONG.byteSize()).get(JAVA_LONG, 0);
    }

    private String describe(Operator called) {
        StringJoiner arguments = new StringJoiner(", ", called + "(", ")");
        for (int i = 0; i < size; i++) {
            arguments.add(
                    switch (kinds[i]) {
                        case ABSENT -> "-";
                        case INTEGER -> Long.toString(slot(i));
                        case NUMBER, SCALAR -> Double.toString(numbers[i]);
                        case FLAG -> Boolean.toString(slot(i) != 0);
                        case CODE, TENSOR, TENSOR_BOX, LIST, TENSOR_LIST -> show(objects[i]);
                    });
        }
        return arguments.toString();
    }

    private static String show(@Nullable Object object) {
        if (object instanceof long[] integers) {
            return Arrays.toString(integers);
        }
        if (object instanceof boolean[] flags) {
            return Arrays.toString(flags);
        }
        return String.valueOf(object);
    }
}
