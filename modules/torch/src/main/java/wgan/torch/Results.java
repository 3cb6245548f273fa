package wgan.torch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * The results of an operator with several of them, or with one that is not a tensor; see {@link Operator#callForResults}.
 *
 * <p>Tensors among them belong to the scope of the call. Immutable.
 */
public final class Results {
    private final List<@Nullable Object> values;

    private Results(List<@Nullable Object> values) {
        this.values = values;
    }

    /** Takes ownership of the values that the dispatcher returned. */
    static Results take(List<Schema.Result> types, long[] slots) {
        List<@Nullable Object> values = new ArrayList<>(slots.length);
        for (int i = 0; i < slots.length; i++) {
            values.add(
                    switch (types.get(i)) {
                        case TENSOR -> tensorOrNull(slots[i]);
                        case TENSORS -> tensors(slots[i]);
                        case INT -> slots[i];
                        case FLOAT -> Double.longBitsToDouble(slots[i]);
                        case BOOL -> slots[i] != 0;
                    });
        }
        return new Results(values);
    }

    /** Releases the values that the dispatcher returned. */
    static void release(List<Schema.Result> types, long[] slots) {
        for (int i = 0; i < slots.length; i++) {
            switch (types.get(i)) {
                case TENSOR -> Tensor.delete(slots[i]);
                case TENSORS -> tensors(slots[i]).forEach(Tensor::close);
                case INT, FLOAT, BOOL -> {}
            }
        }
    }

    /**
     * Returns the tensor of a handle, or null for an undefined tensor: operators return one for a result that the output
     * mask excludes.
     */
    private static @Nullable Tensor tensorOrNull(long handle) {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.aoti_torch_is_defined(handle, thread.out()), "is_defined");
        if (thread.outBoolean()) {
            return new Tensor(handle);
        }
        Tensor.delete(handle);
        return null;
    }

    private static List<Tensor> tensors(long list) {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.torch_list_size(list, thread.out()), "list_size");
        long size = thread.outLong();
        List<Tensor> tensors = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            thread.check(LibTorchC.torch_list_get_item(list, i, thread.out()), "list_get_item");
            tensors.add(new Tensor(thread.outLong()));
        }
        thread.check(LibTorchC.torch_delete_list(list), "delete_list");
        return List.copyOf(tensors);
    }

    /** Returns the number of results. */
    public int size() {
        return values.size();
    }

    /**
     * Returns a result of type {@code Tensor}.
     *
     * @throws IllegalStateException if the result is of another type, or the output mask of the call excludes it
     */
    public Tensor tensor(int index) {
        return as(Tensor.class, index);
    }

    /**
     * Returns a result of type {@code Tensor}, or null if the output mask of the call excludes it.
     *
     * @throws IllegalStateException if the result is of another type
     */
    public @Nullable Tensor tensorOrNull(int index) {
        return values.get(index) == null ? null : tensor(index);
    }

    /**
     * Returns a result of type {@code Tensor[]}.
     *
     * @throws IllegalStateException if the result is of another type
     */
    @SuppressWarnings("unchecked")
    public List<Tensor> tensors(int index) {
        return as(List.class, index);
    }

    /**
     * Returns a result of type {@code int}.
     *
     * @throws IllegalStateException if the result is of another type
     */
    public long integer(int index) {
        return as(Long.class, index);
    }

    /**
     * Returns a result of type {@code float}.
     *
     * @throws IllegalStateException if the result is of another type
     */
    public double real(int index) {
        return as(Double.class, index);
    }

    /**
     * Returns a result of type {@code bool}.
     *
     * @throws IllegalStateException if the result is of another type
     */
    public boolean bool(int index) {
        return as(Boolean.class, index);
    }

    private <T> T as(Class<T> type, int index) {
        Object value = values.get(index);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("result " + index + " is "
                    + (value == null ? "left out" : "a " + value.getClass().getSimpleName()) + ", expected a "
                    + type.getSimpleName());
        }
        return type.cast(value);
    }
}
