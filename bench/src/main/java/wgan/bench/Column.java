package wgan.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers in the table of a {@link Section}.
 *
 * @param heading the quantity and its unit
 * @param format of a number, for {@link String#format}
 * @param value the number of a row
 */
record Column(String heading, String format, Value value) {
    private static final double KIB = 1024;

    /** The number that a column shows in a row. */
    interface Value {
        /** Returns the number for a peer and its result; null if there is none. */
        @Nullable
        Double of(String name, Result result);
    }

    /** Returns columns of the median, the minimum and the maximum. */
    static List<Column> summary(String unit, String format) {
        return List.of(
                ofSummary(unit, format, Summary::median),
                ofSummary("min", format, Summary::min),
                ofSummary("max", format, Summary::max));
    }

    /** Returns a column of one number of the summary; a missing peer has none. */
    static Column ofSummary(String heading, String format, ToDoubleFunction<Summary> value) {
        return new Column(
                heading,
                format,
                (name, result) -> result.summary() == null ? null : (Double) value.applyAsDouble(result.summary()));
    }

    /** Returns a column of the time divided by that of the baseline, both of the same run. */
    static Column ratio(Map<String, Result> results, String baseline) {
        return new Column("/ " + baseline, "%.2f", (name, result) -> {
            Quantity ratio = Quantity.ratio(Quantity.time(results, name), Quantity.time(results, baseline));
            return ratio == null ? null : (Double) ratio.value();
        });
    }

    /** Returns a column of the minor page faults of an iteration. */
    static Column pageFaults() {
        return new Column(
                "faults",
                "%.0f",
                (name, result) -> result.pageFaults().isEmpty()
                        ? null
                        : (Double) Summary.of(result.pageFaults()).median());
    }

    /** Returns a column of the peak resident memory of the process. */
    static Column memory() {
        return new Column(
                "peak MiB",
                "%.0f",
                (name, result) -> result.peakResidentBytes() == null
                        ? null
                        : (Double) (result.peakResidentBytes() / (KIB * KIB)));
    }

    /** Returns a column of the bytes that an iteration allocates on the Java heap. */
    static Column heap() {
        return new Column(
                "heap KiB",
                "%.0f",
                (name, result) -> result.heapBytes() == null ? null : (Double) (result.heapBytes() / KIB));
    }

    /** Returns the text of a cell. */
    String cell(String name, Result result) {
        Double number = value.of(name, result);
        return number == null ? TextTable.NONE : String.format(Locale.ROOT, format, number);
    }
}
