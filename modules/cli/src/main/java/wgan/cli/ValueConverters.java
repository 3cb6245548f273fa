package wgan.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The conversion of values whose type is not of this program: numbers, constants of enums and paths. A message of them states what is
 * expected; {@link UsageMessages} adds the option and its value.
 */
final class ValueConverters {
    private static final String INTEGER = "[+-]?\\d+";

    private ValueConverters() {}

    /** Uses them for a command and its subcommands. */
    static void install(CommandLine command) {
        register(
                command,
                int.class,
                Integer.class,
                text -> integer(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE));
        register(command, long.class, Long.class, text -> integer(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE));
        register(command, double.class, Double.class, ValueConverters::number);
        register(command, boolean.class, Boolean.class, ValueConverters::truth);
        command.registerConverter(Path.class, ValueConverters::path);
        enumsOf(command).distinct().forEach(type -> registerEnum(command, type));
    }

    private static <T> void register(
            CommandLine command, Class<T> primitive, Class<T> boxed, ITypeConverter<T> converter) {
        command.registerConverter(primitive, converter);
        command.registerConverter(boxed, converter);
    }

    private static Stream<Class<? extends Enum<?>>> enumsOf(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().options().stream()
                        .map(OptionSpec::type)
                        .filter(Class::isEnum)
                        .map(ValueConverters::asEnum),
                command.getSubcommands().values().stream().flatMap(ValueConverters::enumsOf));
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Enum<?>> asEnum(Class<?> type) {
        return (Class<? extends Enum<?>>) type.asSubclass(Enum.class);
    }

    private static <E extends Enum<?>> void registerEnum(CommandLine command, Class<E> type) {
        command.registerConverter(type, text -> constant(text, type));
    }

    /** Returns the constant of this name on command lines, in lower or upper case; it is that of {@code toString}. */
    private static <E extends Enum<?>> E constant(String text, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        expected(anyOf(constants.stream().map(Object::toString).toList())));
    }

    /** Returns {@code a, b or c}. */
    static String anyOf(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static <T> T integer(String text, Function<String, T> parse, long min, long max) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw expected(text.matches(INTEGER) ? "a whole number from " + min + " to " + max : "a whole number");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw expected("a number");
        }
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw expected("true or false");
        };
    }

    /** An empty path would be the current folder; usually it is a variable of a script that has no value. */
    private static Path path(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw expected("a path");
    }

    private static TypeConversionException expected(String what) {
        return new TypeConversionException("expected " + what);
    }
}
