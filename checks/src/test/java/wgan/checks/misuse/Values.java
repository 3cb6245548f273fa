package wgan.checks.misuse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * Random arguments: null, objects that earlier calls have returned, new ones, implementations of an interface that return
 * anything, and numbers at the limits. A number is small or absurd, nothing between, so that no call needs much memory.
 */
final class Values {
    private static final long[] LONGS = {0, 1, 1, 2, 2, 3, 4, 7, 16, -1, -2, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 47};
    private static final int[] INTS = {0, 0, 1, 1, 1, 2, 2, 3, 4, 7, 8, -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE};
    private static final double[] DOUBLES = {0, -0.0, 1, -1, 0.5, 0.9, 1e-8, 1e300, Double.NaN, Double.NEGATIVE_INFINITY
    };
    private static final String[] STRINGS = {
        "",
        "fc1",
        "fc1.weight",
        "wgan",
        "dcgan",
        "generator",
        "cpu",
        "cuda:0",
        "cuda:-1",
        "a\0b",
        "../x",
        "\ud800",
        "1x8x8"
    };
    /** No call of a proxy may return more. */
    private static final int FEW = 4;

    private static final int MAX_DEPTH = 4;
    private static final int NULL_PERCENT = 3;

    private final SplittableRandom random;
    private final List<Executable> makers;
    private final List<Object> pool = new ArrayList<>();
    private final Path folder;
    private final boolean isClean;
    private boolean gaveNull;

    /**
     * @param isClean whether there is no null and no implementation by the caller: what cannot be made otherwise is null, and the
     *     call is then left out
     * @param makers the constructors and methods that make arguments
     * @param folder every path is inside it
     */
    Values(SplittableRandom random, boolean isClean, List<Executable> makers, Path folder) {
        this.isClean = isClean;
        this.random = random;
        this.makers = makers;
        this.folder = folder;
    }

    /** Adds an object that may be an argument from now on. */
    void add(Object object) {
        pool.add(object);
    }

    /** Returns whether a call with the arguments made since the last {@link #begin} can be made. */
    boolean areUsable() {
        return !(isClean && gaveNull);
    }

    boolean isClean() {
        return isClean;
    }

    /** Begins the arguments of another call. */
    void begin() {
        gaveNull = false;
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    @Nullable
    Object pooled(Class<?> type) {
        List<Object> candidates = pool.stream().filter(type::isInstance).toList();
        return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    }

    Object[] arguments(Executable executable) {
        Type[] types = executable.getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = value(types[i], 0);
        }
        return arguments;
    }

    private @Nullable Object none() {
        gaveNull = true;
        return null;
    }

    private @Nullable Object value(Type type, int depth) {
        if (type instanceof ParameterizedType parameterized) {
            return generic(parameterized, depth);
        }
        if (type instanceof WildcardType wildcard) {
            return value(wildcard.getUpperBounds()[0], depth);
        }
        if (!(type instanceof Class<?> raw)) {
            return !isClean && percent(50) ? none() : "an object";
        }
        if (raw.isPrimitive()) {
            return primitive(raw);
        }
        if (!isClean && percent(NULL_PERCENT)) {
            return none();
        }
        if (raw.isArray()) {
            return array(raw.getComponentType(), depth);
        }
        if (raw.isEnum()) {
            Object[] constants = raw.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        Object ofJdk = ofJdk(raw, depth);
        return ofJdk != null ? ofJdk : ofProject(raw, depth);
    }

    private @Nullable Object generic(ParameterizedType type, int depth) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        if (!isClean && percent(NULL_PERCENT)) {
            return none();
        }
        if (raw == Stream.class) {
            return Stream.empty();
        }
        if (raw == Optional.class) {
            return percent(50) ? Optional.empty() : Optional.ofNullable(value(of[0], depth + 1));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (int i = random.nextInt(FEW); i > 0; i--) {
                map.put(value(of[0], depth + 1), value(of[1], depth + 1));
            }
            return map;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Object known = percent(50) ? pooledList(of[0]) : null;
            if (known != null) {
                return known;
            }
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(FEW); i > 0; i--) {
                list.add(value(of[0], depth + 1));
            }
            return list;
        }
        return raw.isInterface() && !isClean ? proxy(raw, depth, of[of.length - 1]) : ofProject(raw, depth);
    }

    /** Returns a list that an earlier call returned, such as the layers of a network. */
    private @Nullable Object pooledList(Type element) {
        List<Object> lists = pool.stream()
                .filter(object -> object instanceof List<?> list
                        && !list.isEmpty()
                        && element instanceof Class<?> raw
                        && list.stream().allMatch(raw::isInstance))
                .toList();
        return lists.isEmpty() ? null : lists.get(random.nextInt(lists.size()));
    }

    private Object primitive(Class<?> type) {
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == int.class) {
            return INTS[random.nextInt(INTS.length)];
        }
        if (type == long.class) {
            return LONGS[random.nextInt(LONGS.length)];
        }
        if (type == float.class) {
            return (float) DOUBLES[random.nextInt(DOUBLES.length)];
        }
        if (type == double.class) {
            return DOUBLES[random.nextInt(DOUBLES.length)];
        }
        if (type == byte.class) {
            return (byte) random.nextInt();
        }
        if (type == short.class) {
            return (short) random.nextInt();
        }
        return (char) random.nextInt();
    }

    private Object array(Class<?> component, int depth) {
        boolean isShape = component == long.class;
        int length = percent(10) ? random.nextInt(200) : random.nextInt(isShape ? 5 : 9);
        Object array = Array.newInstance(component, length);
        boolean isSmall = percent(80);
        for (int i = 0; i < length; i++) {
            Array.set(
                    array, i, isShape && isSmall ? (Object) (long) random.nextInt(-1, 5) : value(component, depth + 1));
        }
        return array;
    }

    private @Nullable Object ofJdk(Class<?> type, int depth) {
        if (type == String.class) {
            String known = STRINGS[random.nextInt(STRINGS.length)];
            return percent(2) ? "x".repeat(100_000) : known;
        }
        if (type == Object.class) {
            return object(depth);
        }
        if (type == Path.class) {
            Object known = percent(80) ? pooled(Path.class) : null;
            return known != null ? known : folder.resolve("new-" + random.nextInt(3));
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(bytes());
        }
        if (type == OutputStream.class) {
            return percent(30) ? OutputStream.nullOutputStream() : new ByteArrayOutputStream();
        }
        if (type == PrintStream.class) {
            return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        }
        if (Stream.class.isAssignableFrom(type)) {
            return Stream.empty();
        }
        if (type == ByteBuffer.class) {
            ByteBuffer buffer = percent(50) ? ByteBuffer.wrap(bytes()) : ByteBuffer.allocateDirect(random.nextInt(64));
            return percent(20) ? buffer.asReadOnlyBuffer() : buffer;
        }
        if (type == Integer.class || type == Long.class || type == Double.class || type == Boolean.class) {
            return type == Integer.class
                    ? primitive(int.class)
                    : type == Long.class
                            ? primitive(long.class)
                            : type == Double.class ? primitive(double.class) : random.nextBoolean();
        }
        if (type == OptionalDouble.class) {
            return percent(50) ? OptionalDouble.empty() : OptionalDouble.of((double) primitive(double.class));
        }
        if (type == Throwable.class || type == Exception.class) {
            return new IllegalStateException("cause");
        }
        return null;
    }

    private @Nullable Object object(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> STRINGS[random.nextInt(STRINGS.length)];
            case 1 -> primitive(int.class);
            case 2 -> primitive(double.class);
            case 3 -> random.nextBoolean();
            case 4 -> array(long.class, depth + 1);
            case 5 -> pool.isEmpty() ? none() : List.of(pool.get(random.nextInt(pool.size())));
            default -> pool.isEmpty() ? none() : pool.get(random.nextInt(pool.size()));
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private @Nullable Object ofProject(Class<?> type, int depth) {
        Object known = percent(depth == 0 ? 85 : 70) ? pooled(type) : null;
        if (known != null) {
            return known;
        }
        boolean canImplement = !isClean && type.isInterface() && !type.isSealed();
        if (depth < MAX_DEPTH && !(canImplement && percent(30))) {
            Object made = make(type, depth);
            if (made != null) {
                return made;
            }
        }
        if (canImplement) {
            return proxy(type, depth, Object.class);
        }
        Object other = pooled(type);
        return other != null ? other : none();
    }

    private @Nullable Object make(Class<?> type, int depth) {
        List<Executable> suitable = makers.stream()
                .filter(maker -> maker instanceof Constructor<?>
                        ? type.isAssignableFrom(maker.getDeclaringClass())
                        : Modifier.isStatic(maker.getModifiers())
                                && type.isAssignableFrom(((Method) maker).getReturnType()))
                .toList();
        if (suitable.isEmpty()) {
            return null;
        }
        Executable maker = suitable.get(random.nextInt(suitable.size()));
        Type[] types = maker.getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = value(types[i], depth + 1);
        }
        if (isClean && gaveNull) {
            return null;
        }
        Bounds.apply(maker, arguments);
        try {
            Object made = invoke(maker, null, arguments);
            if (made != null) {
                add(made);
                components(made).stream().filter(Tensor.class::isInstance).forEach(this::add);
            }
            return made;
        } catch (Throwable e) {
            return null;
        }
    }

    /** Returns what a record contains, such as the tensors of a decomposition; nothing for other objects. */
    static List<Object> components(Object object) {
        List<Object> components = new ArrayList<>();
        if (object instanceof Record) {
            for (RecordComponent component : object.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    Object value = component.getAccessor().invoke(object);
                    if (value != null) {
                        components.add(value);
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return components;
    }

    /** Returns a new receiver for a call, or null if none can be made. */
    @Nullable
    Object receiver(Class<?> type) {
        return ofProject(type, 1);
    }

    /** Closes the objects that were made for arguments. */
    void closeMade(Consumer<AutoCloseable> closer) {
        pool.reversed().stream()
                .filter(object -> object instanceof AutoCloseable && !Proxy.isProxyClass(object.getClass()))
                .forEach(object -> closer.accept((AutoCloseable) object));
    }

    /** Calls a constructor or method and throws what it throws. */
    static @Nullable Object invoke(Executable executable, @Nullable Object receiver, Object... arguments)
            throws Throwable {
        try {
            return executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) executable).invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * Returns an implementation that returns anything of the right type, or throws.
     *
     * @param variable the type that its type variable has, if its methods return one
     */
    private Object proxy(Class<?> type, int depth, Type variable) {
        gaveNull = true;
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "proxy of " + type.getSimpleName();
                };
            }
            if (percent(10)) {
                throw new IllegalStateException("thrown by an implementation of the caller");
            }
            Class<?> result = method.getReturnType();
            if (result == int.class) {
                return random.nextInt(-1, FEW);
            }
            if (result == long.class) {
                return (long) random.nextInt(-1, FEW);
            }
            if (result == void.class) {
                return null;
            }
            // Its results are made of what exists: a proxy of proxies has no end.
            if (method.getGenericReturnType() instanceof TypeVariable<?>) {
                return value(variable, MAX_DEPTH - 1);
            }
            return value(method.getGenericReturnType(), depth > 1 ? MAX_DEPTH : MAX_DEPTH - 1);
        });
    }
}
