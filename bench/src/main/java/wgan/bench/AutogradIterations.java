package wgan.bench;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import wgan.testing.LabOracle;
import wgan.train.TrainingConfig;
import wgan.train.Wgan;

/**
 * Measures the milliseconds of an iteration in C++: libtorch's modules, autograd and {@code optim::RMSprop}, through JavaCPP's
 * presets, in f32.
 *
 * <p>Its process never loads the binding of this project, which would change the sizes of the thread pools: they are those that
 * the environment variables set.
 */
final class AutogradIterations implements Workload {
    private static final int LATENT_DIM = TrainingConfig.defaults().latentDim();
    private static final int CRITIC_STEPS = Wgan.defaults().criticSchedule().steps();

    private final LabOracle lab = LabOracle.openAlone(ScalarType.Float, LATENT_DIM);
    private final int batch;
    private final Tensor real;

    /**
     * Creates both networks and a batch of random images.
     *
     * @param batch images in a batch, the same in each iteration
     */
    AutogradIterations(int batch) {
        this.batch = batch;
        real = torch.rand(batch, 1, 28, 28).mul_(new Scalar(2)).sub_(new Scalar(1));
    }

    @Override
    public String engine() throws IOException {
        return "JavaCPP presets " + Loader.getVersion("org.bytedeco", "pytorch") + ", " + torch.get_num_threads()
                + " thread(s)";
    }

    @Override
    public Measurement measure(int iterations) {
        IterationTimer timer = new IterationTimer(iterations);
        while (!timer.done()) {
            iterate();
            timer.mark();
        }
        return timer.measurement();
    }

    private void iterate() {
        for (int update = 0; update < CRITIC_STEPS; update++) {
            try (var temporaries = new PointerScope()) {
                lab.criticStep(real, torch.randn(batch, LATENT_DIM));
            }
        }
        try (var temporaries = new PointerScope()) {
            lab.generatorStep(torch.randn(batch, LATENT_DIM));
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
