package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import wgan.torch.ffi.LibTorchC;

/**
 * One argument of an operator call: an immutable value that is passed to the dispatcher as 64 bits.
 *
 * <p>A slot is created and checked before any native allocation. {@link #push} then allocates the native form of the
 * argument, which the dispatcher owns after the call; {@link #release} undoes a push for a call that is never made.
 */
@SuppressWarnings("restricted")
sealed interface Slot {
    /** Allocates the native form of the argument and returns its 64 bits. */
    long push(NativeThread thread);

    /** Releases the memory that {@link #push} has allocated. */
    void release(long slot, NativeThread thread);

    /**
     * A value that needs no allocation, such as an integer or a code.
     *
     * @param shown what messages show; its text is made only for a message
     */
    record Bits(long bits, Object shown) implements Slot {
        @Override
        public long push(NativeThread thread) {
            return bits;
        }

        @Override
        public void release(long slot, NativeThread thread) {}

        @Override
        public String toString() {
            return shown.toString();
        }
    }

    /** A tensor, passed as a new handle. */
    record OfTensor(Tensor tensor) implements Slot {
        /** Checks that the tensor can be used by this thread. */
        public OfTensor {
            tensor.requireUsable();
        }

        @Override
        public long push(NativeThread thread) {
            return tensor.newHandle();
        }

        @Override
        public void release(long slot, NativeThread thread) {
            Tensor.delete(slot);
        }

        @Override
        public String toString() {
            return tensor.toString();
        }
    }

    /**
     * A real number as a 0-dimensional f64 tensor on the CPU, which elementwise operators accept beside tensors of any
     * device.
     */
    record OfReal(double value) implements Slot {
        @Override
        public long push(NativeThread thread) {
            thread.check(LibTorchC.aoti_torch_scalar_to_tensor_float64(value, thread.out()), "scalar_to_tensor");
            return thread.outLong();
        }

        @Override
        public void release(long slot, NativeThread thread) {
            Tensor.delete(slot);
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** A whole number as a 0-dimensional i64 tensor on the CPU. */
    record OfInteger(long value) implements Slot {
        @Override
        public long push(NativeThread thread) {
            thread.check(LibTorchC.aoti_torch_scalar_to_tensor_int64(value, thread.out()), "scalar_to_tensor");
            return thread.outLong();
        }

        @Override
        public void release(long slot, NativeThread thread) {
            Tensor.delete(slot);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A list of values. */
    record OfList(List<Slot> elements) implements Slot {
        @Override
        public long push(NativeThread thread) {
            thread.check(LibTorchC.torch_new_list_reserve_size(elements.size(), thread.out()), "new_list");
            long list = thread.outLong();
            for (int i = 0; i < elements.size(); i++) {
                try {
                    append(list, elements.get(i), thread);
                } catch (RuntimeException e) {
                    release(list, i, thread);
                    throw e;
                }
            }
            return list;
        }

        private static void append(long list, Slot element, NativeThread thread) {
            long slot = element.push(thread);
            try {
                thread.check(LibTorchC.torch_list_push_back(list, slot), "list_push_back");
            } catch (RuntimeException e) {
                element.release(slot, thread);
                throw e;
            }
        }

        @Override
        public void release(long list, NativeThread thread) {
            release(list, elements.size(), thread);
        }

        /** Releases a list and its first elements: deleting a list leaves its elements. */
        private void release(long list, int count, NativeThread thread) {
            for (int i = 0; i < count; i++) {
                thread.check(LibTorchC.torch_list_get_item(list, i, thread.out()), "list_get_item");
                elements.get(i).release(thread.outLong(), thread);
            }
            thread.check(LibTorchC.torch_delete_list(list), "delete_list");
        }

        @Override
        public String toString() {
            return elements.toString();
        }
    }

    /** A string. */
    record OfString(String value) implements Slot {
        @Override
        public long push(NativeThread thread) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment text = CString.of(value, arena);
                thread.check(LibTorchC.torch_new_string_handle(text, bytes.length, thread.out()), "new_string");
            }
            return thread.outLong();
        }

        @Override
        public void release(long slot, NativeThread thread) {
            thread.check(LibTorchC.torch_delete_string(slot), "delete_string");
        }

        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A value of a {@code T?}, which is passed in a box on libtorch's heap. */
    record Boxed(Slot value) implements Slot {
        @Override
        public long push(NativeThread thread) {
            long content = value.push(thread);
            try {
                MemorySegment box = thread.newBox();
                box.set(JAVA_LONG, 0, content);
                return box.address();
            } catch (RuntimeException e) {
                value.release(content, thread);
                throw e;
            }
        }

        @Override
        public void release(long slot, NativeThread thread) {
            MemorySegment box = MemorySegment.ofAddress(slot).reinterpret(JAVA_LONG.byteSize());
            value.release(box.get(JAVA_LONG, 0), thread);
            thread.deleteBox(box);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The absent value of any {@code T?}. */
    Slot ABSENT = new Bits(0, "None");
}
