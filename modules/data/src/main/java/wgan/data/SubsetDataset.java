package wgan.data;

import java.util.List;
import java.util.Map;

/** A view of consecutive images of a dataset, as thread-safe as the dataset; see {@link Dataset#subset}. */
final class SubsetDataset extends FixedDataset {

    private final Dataset whole;
    private final int first;

    SubsetDataset(Dataset whole, int first, int size) {
        super(whole.name(), size, whole.shape());
        this.whole = whole;
        this.first = first;
    }

    @Override
    public Map<String, String> origin() {
        return whole.origin();
    }

    @Override
    public int classes() {
        return whole.classes();
    }

    @Override
    public List<String> classNames() {
        return whole.classNames();
    }

    @Override
    public int label(int index) {
        return whole.label(first + checked(index));
    }

    @Override
    public byte[] image(int index) {
        return whole.image(first + checked(index));
    }

    @Override
    public void copyScaled(int index, float[] out, int offset) {
        whole.copyScaled(first + checked(index), out, offset);
    }
}
