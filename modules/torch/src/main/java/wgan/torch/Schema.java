package wgan.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The signature of an operator, parsed from the text that PyTorch prints for it.
 *
 * @param text the text itself
 * @param name with the namespace, such as {@code aten::mul}
 * @param overload empty for the default overload
 * @param arguments in order
 * @param results in order; empty for an operator that returns nothing
 */
record Schema(String text, String name, String overload, List<Argument> arguments, List<Result> results) {
    /** The greatest number of arguments or of results that the memory for a call holds. No operator of ATen has as many. */
    static final int MAX_SLOTS = 32;

    /** {@code namespace::name.overload(arguments) -> results}. */
    private static final Pattern SCHEMA = Pattern.compile("(\\w+::\\w+)(?:\\.(\\w+))?\\((.*)\\) -> (.+)");
    /** {@code type name=default}; without alias annotations, a type contains no spaces. */
    private static final Pattern ARGUMENT = Pattern.compile("(\\S+) (\\w+)(?:=(.*))?");
    /** The alias annotation of a type, such as the {@code (a!)} of {@code Tensor(a!)[]}. */
    private static final Pattern ALIAS = Pattern.compile("\\([^()]*\\)");
    /** A list type; a number in the brackets is the length to which a single default is repeated. */
    private static final Pattern LIST = Pattern.compile("(.*)\\[\\d*]");

    private static final String REMEDY = "copy the text that PyTorch prints for the operator";

    /**
     * An argument.
     *
     * @param defaultValue the slot to use where the argument is left out; null if it must be given
     */
    record Argument(String name, SchemaType type, @Nullable Slot defaultValue) {}

    /** The supported types of results. */
    enum Result {
        TENSOR("Tensor"),
        TENSORS("Tensor[]"),
        INT("int"),
        FLOAT("float"),
        BOOL("bool");

        private final String schemaName;

        Result(String schemaName) {
            this.schemaName = schemaName;
        }

        @Override
        public String toString() {
            return schemaName;
        }
    }

    static Schema parse(String text) {
        Matcher schema = SCHEMA.matcher(text);
        if (!schema.matches()) {
            throw new IllegalArgumentException("schema is '" + text
                    + "', expected 'namespace::name.overload(Type argument, ...) -> Type'; " + REMEDY);
        }
        String overload = schema.group(2) == null ? "" : schema.group(2);
        List<Argument> arguments = new ArrayList<>();
        for (String argument : split(withoutAliases(schema.group(3)))) {
            if (!argument.equals("*")) { // the arguments after it are keyword-only in Python
                arguments.add(argument(argument, text));
            }
        }
        String returned = withoutAliases(schema.group(4));
        List<Result> results = new ArrayList<>();
        for (String result :
                split(returned.startsWith("(") ? returned.substring(1, returned.length() - 1) : returned)) {
            results.add(result(result.replaceFirst(" .*", ""), text)); // a result may have a name
        }
        if (arguments.size() > MAX_SLOTS || results.size() > MAX_SLOTS) {
            throw new IllegalArgumentException("schema '" + text + "' has " + arguments.size() + " arguments and "
                    + results.size() + " results, expected at most " + MAX_SLOTS);
        }
        return new Schema(text, schema.group(1), overload, List.copyOf(arguments), List.copyOf(results));
    }

    private static String withoutAliases(String types) {
        // The parentheses around several results stay: no type is in front of them.
        return types.replaceAll("(?<=\\w)" + ALIAS.pattern(), "");
    }

    /** Splits at commas that are not inside brackets. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        String last = list.substring(start).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    private static Argument argument(String text, String schema) {
        Matcher argument = ARGUMENT.matcher(text);
        if (!argument.matches()) {
            throw new IllegalArgumentException(
                    "schema '" + schema + "': argument is '" + text + "', expected a type and a name; " + REMEDY);
        }
        SchemaType type = type(argument.group(1));
        if (!isSupported(type)) {
            throw new IllegalArgumentException("schema '" + schema + "': argument " + argument.group(2) + " is a "
                    + argument.group(1) + ", which libtorch's C ABI does not support");
        }
        return new Argument(argument.group(2), type, defaultValue(type, argument.group(3)));
    }

    private static SchemaType type(String name) {
        if (name.endsWith("?")) {
            return new SchemaType.OptionalOf(type(name.substring(0, name.length() - 1)));
        }
        Matcher list = LIST.matcher(name);
        return list.matches() ? new SchemaType.ListOf(type(list.group(1))) : SchemaType.Base.named(name);
    }

    /** Returns whether a value of the type can be passed: any optional type has the value null. */
    private static boolean isSupported(SchemaType type) {
        return switch (type) {
            case SchemaType.OptionalOf optional -> true;
            case SchemaType.ListOf list -> isSupported(list.element());
            case SchemaType.Base base -> base != SchemaType.Base.UNSUPPORTED;
        };
    }

    /** Returns the slot of a default, or null for a default of an unsupported form: the argument must then be given. */
    private static @Nullable Slot defaultValue(SchemaType type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals("None")) {
            return type.bind(null);
        }
        if (text.equals("True") || text.equals("False")) {
            return type.bind(text.equals("True"));
        }
        if (type == SchemaType.Base.MEMORY_FORMAT) {
            return text.equals("0") ? new Slot.Bits(0, MemoryFormat.CONTIGUOUS) : null;
        }
        if (text.matches("-?\\d+")) {
            return type == SchemaType.Base.TENSOR ? null : type.bind(Long.parseLong(text));
        }
        return text.matches("-?\\d+\\.\\d*(e-?\\d+)?") ? type.bind(Double.parseDouble(text)) : null;
    }

    private static Result result(String type, String schema) {
        for (Result result : Result.values()) {
            if (result.schemaName.equals(type)) {
                return result;
            }
        }
        throw new IllegalArgumentException(
                "schema '" + schema + "': a result is a " + type + ", expected Tensor, Tensor[], int, float or bool");
    }

    /**
     * Turns the arguments of a call into slots; allocates nothing native.
     *
     * @throws IllegalArgumentException if there are too few, too many, or one is of the wrong type
     * @throws IllegalStateException if one is a closed tensor
     */
    Slot[] bind(@Nullable Object[] given) {
        if (given.length > arguments.size()) {
            throw new IllegalArgumentException(
                    shortName() + ": " + given.length + " arguments, expected at most " + arguments.size());
        }
        Slot[] slots = new Slot[arguments.size()];
        for (int i = 0; i < slots.length; i++) {
            Argument argument = arguments.get(i);
            Slot slot = i < given.length ? argument.type().bind(given[i]) : argument.defaultValue();
            if (slot == null) {
                throw new IllegalArgumentException(shortName() + ": argument " + argument.name() + " is "
                        + (i < given.length ? describe(given[i]) : "missing") + ", expected " + argument.type());
            }
            slots[i] = slot;
        }
        return slots;
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    /** Returns whether the operator writes to arguments: their types have an annotation such as {@code (a!)}. */
    boolean writesArguments() {
        return text.indexOf('!') >= 0;
    }

    /** Returns the name without the namespace, as messages show it. */
    String shortName() {
        return name.substring(name.indexOf("::") + 2);
    }
}
