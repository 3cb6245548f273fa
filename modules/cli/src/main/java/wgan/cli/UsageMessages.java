package wgan.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The messages about invalid command lines that picocli finds, in the form of those that the commands find. */
final class UsageMessages {
    /** A name with more different characters is another name. */
    private static final int MAX_TYPOS = 2;

    /** A shorter beginning of a name, with its hyphens, does not tell which option is meant. */
    private static final int MIN_PREFIX = 4;

    private UsageMessages() {}

    /**
     * Returns the message.
     *
     * @param arguments of the command line
     */
    static String of(ParameterException failure, String... arguments) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        return switch (failure) {
            case UnmatchedArgumentException unmatched ->
                unmatched(command, unmatched.getUnmatched().getFirst());
            case MutuallyExclusiveArgsException exclusive ->
                exclusive(command, arguments).orElse(failure.getMessage());
            case MaxValuesExceededException exclusive -> // of a group whose options come in another order
                exclusive(command, arguments).orElse(failure.getMessage());
            case MissingParameterException missing ->
                missing(missing.getMissing().getFirst(), failure.getMessage(), arguments);
            case OverwrittenOptionException twice ->
                name(twice.getOverwritten(), arguments) + " is given twice, expected it once";
            case ParameterException other -> value(other, arguments);
        };
    }

    private static String value(ParameterException failure, String... arguments) {
        return failure.getCause() instanceof TypeConversionException conversion && failure.getArgSpec() != null
                ? name(failure.getArgSpec(), arguments) + " is '" + failure.getValue() + "', " + conversion.getMessage()
                : failure.getMessage();
    }

    /** Describes an argument that a command does not have. */
    static String unmatched(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            String name = argument.replaceFirst("=.*", "");
            return "there is no option '" + name + "'"
                    + similar(name, command.optionsMap().keySet())
                            .map(other -> "; " + other + " has a similar name")
                            .orElse("");
        }
        Set<String> commands = command.subcommands().keySet();
        return commands.isEmpty()
                ? "argument '" + argument + "' is not expected, only options are"
                : "there is no command '" + argument + "', expected " + ValueConverters.anyOf(List.copyOf(commands));
    }

    /** Returns the option that begins with a name, or differs from it in the fewest characters. */
    private static Optional<String> similar(String name, Set<String> options) {
        return options.stream()
                .filter(option -> differences(name, option) <= MAX_TYPOS)
                .min(Comparator.comparingInt(option -> differences(name, option)))
                .or(() -> options.stream()
                        .filter(option -> name.length() >= MIN_PREFIX && option.startsWith(name))
                        .findFirst());
    }

    /** Returns the number of characters to insert, delete or replace (V. I. Levenshtein, 1966). */
    private static int differences(String a, String b) {
        int[] row = new int[b.length() + 1]; // of a's first i characters to b's first j
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Describes an option without a value, or one that others in its group require. */
    private static String missing(ArgSpec missing, String otherwise, String... arguments) {
        if (!(missing instanceof OptionSpec option)) {
            return otherwise;
        }
        String expected = option.longestName() + "=" + option.paramLabel();
        if (given(option, arguments).isPresent()) {
            return name(option, arguments) + " has no value, expected " + expected;
        }
        ArgGroupSpec group = option.group();
        return group == null
                ? option.longestName() + " is missing, expected " + expected
                : optionsOf(group)
                        .flatMap(other -> given(other, arguments).stream())
                        .findFirst()
                        .map(other -> other + " applies only to " + option.longestName() + ", expected " + expected)
                        .orElse(otherwise);
    }

    /** Names the first two options of which a group allows only one. */
    private static Optional<String> exclusive(CommandSpec command, String... arguments) {
        for (ArgGroupSpec group : command.argGroups()) {
            List<String> given = alternatives(group)
                    .flatMap(options -> options.stream()
                            .flatMap(option -> given(option, arguments).stream())
                            .limit(1))
                    .toList();
            if (group.exclusive() && given.size() > 1) {
                return Optional.of(given.get(0) + " and " + given.get(1) + " exclude each other; use one of them");
            }
        }
        return Optional.empty();
    }

    private static Stream<List<OptionSpec>> alternatives(ArgGroupSpec group) {
        return Stream.concat(
                group.options().stream().map(List::of),
                group.subgroups().stream().map(subgroup -> optionsOf(subgroup).toList()));
    }

    private static Stream<OptionSpec> optionsOf(ArgGroupSpec group) {
        return Stream.concat(
                group.options().stream(), group.subgroups().stream().flatMap(UsageMessages::optionsOf));
    }

    private static String name(ArgSpec argument, String... arguments) {
        return argument instanceof OptionSpec option
                ? given(option, arguments).orElse(option.longestName())
                : argument.paramLabel();
    }

    /** Returns the name by which the command line gives an option; empty if it does not give it. */
    private static Optional<String> given(OptionSpec option, String... arguments) {
        return Stream.of(arguments)
                .flatMap(argument -> Stream.of(option.names()).filter(name -> isNamedBy(argument, name)))
                .findFirst();
    }

    private static boolean isNamedBy(String argument, String name) {
        boolean isShort = name.length() == 2; // -n3 is -n 3
        return argument.equals(name) || argument.startsWith(isShort ? name : name + "=");
    }
}
