package wgan.train;

import wgan.torch.Tensor;

/** The only process of a run: its values are the sums over all processes. */
final class SingleProcess implements Collective {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void allReduce(Tensor tensor) {
        Collective.requireSummable(tensor);
    }

    @Override
    public void broadcast(Tensor tensor) {
        Collective.requireContiguous("broadcast", tensor);
    }
}
