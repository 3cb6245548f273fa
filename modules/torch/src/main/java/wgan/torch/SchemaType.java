package wgan.torch;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The type of an argument in the schema of an operator, with its conversion from Java values.
 *
 * <p>{@link #bind} returns null for a value of another type, so that the caller can name the operator and the argument.
 */
sealed interface SchemaType {
    /**
     * Turns a Java value into a slot; allocates nothing native.
     *
     * @return null if the value is not of this type
     * @throws IllegalStateException if it is a closed tensor
     * @throws DeviceNotAvailableException if it is a device that cannot be used
     */
    @Nullable
    Slot bind(@Nullable Object value);

    /** The types that are neither lists nor optional. */
    enum Base implements SchemaType {
        TENSOR("Tensor") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                if (value instanceof Tensor tensor) {
                    return new Slot.OfTensor(tensor);
                }
                if (value instanceof Long || value instanceof Integer) {
                    return new Slot.OfInteger(((Number) value).longValue());
                }
                return value instanceof Number number ? new Slot.OfReal(number.doubleValue()) : null;
            }
        },
        INT("int") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return value instanceof Long || value instanceof Integer
                        ? new Slot.Bits(((Number) value).longValue(), value)
                        : null;
            }
        },
        FLOAT("float") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return value instanceof Number number
                        ? new Slot.Bits(Double.doubleToRawLongBits(number.doubleValue()), value)
                        : null;
            }
        },
        BOOL("bool") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return value instanceof Boolean flag ? new Slot.Bits(flag ? 1 : 0, value) : null;
            }
        },
        STRING("str") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return value instanceof String string ? new Slot.OfString(string) : null;
            }
        },
        DTYPE("ScalarType") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return value instanceof DType dtype ? new Slot.Bits(dtype.code(), dtype) : null;
            }
        },
        DEVICE("Device") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                if (!(value instanceof Device device)) {
                    return null;
                }
                LibTorch.get().require(device);
                return new Slot.Bits(
                        ((long) device.typeCode() << 32) | Integer.toUnsignedLong(device.indexCode()), device);
            }
        },
        MEMORY_FORMAT("MemoryFormat") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return value instanceof MemoryFormat format ? new Slot.Bits(format.code(), format) : null;
            }
        },
        /** A type that the C ABI does not support. Only null can be passed for it, where it is optional. */
        UNSUPPORTED("an unsupported type") {
            @Override
            public @Nullable Slot bind(@Nullable Object value) {
                return null;
            }
        };

        private final String schemaName;

        Base(String schemaName) {
            this.schemaName = schemaName;
        }

        /** Returns the type of that name in a schema, such as {@code SymInt}. */
        static Base named(String name) {
            String known = name.equals("SymInt") ? INT.schemaName : name;
            return Arrays.stream(values())
                    .filter(base -> base.schemaName.equals(known))
                    .findFirst()
                    .orElse(UNSUPPORTED);
        }

        @Override
        public String toString() {
            return schemaName;
        }
    }

    /** A list: an array of a Java primitive type, or a {@link List}. */
    record ListOf(SchemaType element) implements SchemaType {
        @Override
        public @Nullable Slot bind(@Nullable Object value) {
            List<?> elements = elements(value);
            if (elements == null) {
                return null;
            }
            List<@Nullable Slot> slots = elements.stream().map(element::bind).toList();
            return slots.contains(null) ? null : new Slot.OfList(Collections.unmodifiableList(slots));
        }

        private static @Nullable List<?> elements(@Nullable Object value) {
            if (value instanceof long[] array) {
                return Arrays.stream(array).boxed().toList();
            }
            if (value instanceof double[] array) {
                return Arrays.stream(array).boxed().toList();
            }
            if (value instanceof boolean[] array) {
                return IntStream.range(0, array.length).mapToObj(i -> array[i]).toList();
            }
            return value instanceof List<?> list ? list : null;
        }

        @Override
        public String toString() {
            return element + "[]";
        }
    }

    /** A type whose value may be absent: null in Java. */
    record OptionalOf(SchemaType value) implements SchemaType {
        @Override
        public @Nullable Slot bind(@Nullable Object given) {
            if (given == null) {
                return Slot.ABSENT;
            }
            Slot slot = value.bind(given);
            return slot == null ? null : new Slot.Boxed(slot);
        }

        @Override
        public String toString() {
            return value + "?";
        }
    }
}
