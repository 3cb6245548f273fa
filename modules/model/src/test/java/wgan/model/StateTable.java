package wgan.model;

import java.util.Arrays;
import java.util.List;
import wgan.torch.DType;

/** A network's {@code state_dict} as a table of names, types and shapes. */
final class StateTable {
    private StateTable() {}

    record Row(String name, DType dtype, List<Long> shape) {}

    static Row row(String name, DType dtype, long... shape) {
        return new Row(name, dtype, Arrays.stream(shape).boxed().toList());
    }

    static List<Row> of(Network network) {
        return network.state().entrySet().stream()
                .map(entry -> row(
                        entry.getKey(),
                        entry.getValue().dtype(),
                        entry.getValue().shape()))
                .toList();
    }
}
