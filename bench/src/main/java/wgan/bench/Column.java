package wgan.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers in the table of a {@link Section}.
 *
 * @param heading what it has, and the unit
 * @param format of a number, as {@link String#format} has it
 * @param value the number of a row; null for none
 */
record Column(String heading, String format, Value value) {
    private static final double KIB = 1024;
    private static final String NONE = "–";

    /** What a column has of a row. */
    interface Value {
        /** The number for a peer and its result; null for none. */
        @Nullable
        Double of(String name, Result result);
    }

    /** Median, least and greatest of values in that unit. */
    static List<Column> spread(String unit, String format) {
        return List.of(
                ofSpread(unit, format, Spread::median),
                ofSpread("min", format, Spread::min),
                ofSpread("max", format, Spread::max));
    }

    /** Something of the values, which only a peer that is not missing has. */
    static Column ofSpread(String heading, String format, ToDoubleFunction<Spread> value) {
        return new Column(
                heading,
                format,
                (name, result) -> result.spread() == null ? null : (Double) value.applyAsDouble(result.spread()));
    }

    /** How many times as long as the baseline, in one run. */
    static Column ratio(Map<String, Result> results, String baseline) {
        return new Column(
                "/ " + baseline,
                "%.2f",
                (name, result) -> Ratio.of(Lineup.figure(results, name), Lineup.figure(results, baseline)));
    }

    /** The most physical memory of the process. */
    static Column memory() {
        return new Column(
                "peak MiB",
                "%.0f",
                (name, result) -> result.peakResidentBytes() == null
                        ? null
                        : (Double) (result.peakResidentBytes() / (KIB * KIB)));
    }

    /** What an iteration allocates on the Java heap. */
    static Column heap() {
        return new Column(
                "heap KiB",
                "%.0f",
                (name, result) -> result.heapBytes() == null ? null : (Double) (result.heapBytes() / KIB));
    }

    /** What the table has. */
    String cell(String name, Result result) {
        Double number = value.of(name, result);
        return number == null ? NONE : String.format(Locale.ROOT, format, number);
    }
}
