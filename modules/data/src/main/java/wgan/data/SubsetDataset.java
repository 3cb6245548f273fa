package wgan.data;

/** A view of consecutive images of a dataset, as thread-safe as the dataset; see {@link Dataset#subset}. */
final class SubsetDataset extends FixedDataset {

    private final Dataset whole;
    private final int first;

    SubsetDataset(Dataset whole, int first, int size) {
        super(whole.name(), size);
        this.whole = whole;
        this.first = first;
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
