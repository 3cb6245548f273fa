package wgan.data;

/** A view of the first images of a dataset, as thread-safe as the dataset; see {@link Dataset#limit}. */
final class LimitedDataset extends FixedDataset {

    private final Dataset whole;

    LimitedDataset(Dataset whole, int size) {
        super(whole.name(), size);
        this.whole = whole;
    }

    @Override
    public int label(int index) {
        return whole.label(checked(index));
    }

    @Override
    public byte[] image(int index) {
        return whole.image(checked(index));
    }

    @Override
    public void copyScaled(int index, float[] out, int offset) {
        whole.copyScaled(checked(index), out, offset);
    }
}
