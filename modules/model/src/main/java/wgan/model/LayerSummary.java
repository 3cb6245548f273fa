package wgan.model;

import java.util.List;

/**
 * A line of the table of a network's layers.
 *
 * @param name of the layer in the network, such as {@code conv1.0}
 * @param kind the class of the layer, such as {@code Convolution}
 * @param output the shape of its output for one sample, without the batch dimension
 * @param parameters the number of elements of its parameters
 */
public record LayerSummary(String name, String kind, List<Long> output, long parameters) {
    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException if a size or the number of parameters is negative, or there are 2⁶³ elements or more
     */
    public LayerSummary {
        output = List.copyOf(output);
        double numel = output.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        if (parameters < 0 || output.stream().anyMatch(size -> size < 0) || numel >= Long.MAX_VALUE) {
            throw new IllegalArgumentException("layer " + name + ": output is " + output + " with " + parameters
                    + " parameters, expected sizes of 0 or more and fewer than 2^63 elements");
        }
    }

    /** Returns the number of elements of the output for one sample. */
    public long outputNumel() {
        return output.stream().reduce(1L, (a, b) -> a * b);
    }
}
