package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.model.BatchNorm;
import wgan.model.Network;
import wgan.model.Parameter;
import wgan.torch.Tensor;

/** {@link RmsProp} that keeps the parameters in [-c, c], so that the network's slope is bounded. */
final class ClippedRmsProp implements Optimizer {
    private final Network network;
    private final RmsProp optimizer;
    private final double bound;
    private final List<Parameter> unlessAll; // what is clipped where not all parameters are

    /**
     * An optimizer of the network's parameters.
     *
     * @param learningRate η
     * @param bound c
     * @param clipBatchNorm whether those of batch-norms are kept in bounds, too
     */
    ClippedRmsProp(Network network, double learningRate, double bound, boolean clipBatchNorm) {
        this.network = network;
        this.bound = bound;
        unlessAll = clipBatchNorm ? List.of() : network.parameters(layer -> !(layer instanceof BatchNorm));
        optimizer = new RmsProp(network, learningRate);
    }

    @Override
    public void scaleRate(double share) {
        optimizer.scaleRate(share);
    }

    @Override
    public void step() {
        if (unlessAll.isEmpty()) {
            optimizer.step(bound);
        } else {
            optimizer.step();
            unlessAll.forEach(parameter -> parameter.value().clamp_(-bound, bound));
            network.syncComputeCopy();
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return optimizer.state();
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
