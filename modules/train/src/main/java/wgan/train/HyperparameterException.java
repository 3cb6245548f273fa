package wgan.train;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown for a hyper-parameter that is out of range; the message is {@code name is value, expected …}. */
public final class HyperparameterException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String name;
    private final String value;
    private final String expected;

    /**
     * Creates an exception.
     *
     * @param name as in {@link Objective#hyperparameters()}, such as {@code batch_size}
     * @param value the value that is refused
     * @param expected the allowed values, such as {@code 2 or more}
     */
    public HyperparameterException(String name, @Nullable Object value, String expected) {
        super(name + " is " + value + ", expected " + expected);
        this.name = name;
        this.value = String.valueOf(value);
        this.expected = expected;
    }

    /** Returns the name of the hyper-parameter. */
    public String name() {
        return name;
    }

    /** Returns the value that is refused. */
    public String value() {
        return value;
    }

    /** Returns a description of the allowed values. */
    public String expected() {
        return expected;
    }

    /** Throws an exception unless a condition holds; see {@link #HyperparameterException}. */
    public static void require(boolean holds, String name, @Nullable Object value, String expected) {
        if (!holds) {
            throw new HyperparameterException(name, value, expected);
        }
    }

    /**
     * Throws an exception unless a value is positive and finite, also as a float: networks may compute with it in single
     * precision.
     */
    public static void requirePositive(String name, double value) {
        require(value > 0 && Double.isFinite(value), name, value, "a positive number");
        require((float) value > 0 && Float.isFinite((float) value), name, value, "a number that a float can hold");
    }
}
