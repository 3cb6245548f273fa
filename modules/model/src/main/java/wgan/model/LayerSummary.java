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
    /** Keeps a copy. */
    public LayerSummary {
        output = List.copyOf(output);
    }

    /** Returns the number of elements of the output for one sample. */
    public long outputNumel() {
        return output.stream().reduce(1L, Math::multiplyExact);
    }
}
