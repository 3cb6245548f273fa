package wgan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import wgan.model.Generator;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** How many digits a trained generator draws in a second. */
final class Drawing implements Workload {
    private static final int COUNT = 4096;
    private static final double MILLIS_IN_SECOND = 1e3;

    private final Generator generator;
    private final float[] latents;

    /** Draws with the generator of a file. */
    Drawing(Path model) throws IOException {
        generator = Generator.load(model, Device.CPU);
        latents = new float[COUNT * generator.latentDim()];
        new Seed(0).stream(Purpose.LATENT).fillGaussian(latents);
    }

    @Override
    public String engine() {
        return "libtorch " + LibTorch.get().version() + ", " + LibTorch.get().threads() + " thread(s)";
    }

    @Override
    public Measurement measure(int iterations) {
        Laps laps = new Laps(iterations);
        while (!laps.done()) {
            generator.sample(latents);
            laps.mark();
        }
        List<Double> perSecond = laps.measurement().values().stream()
                .map(milliseconds -> COUNT * MILLIS_IN_SECOND / milliseconds)
                .toList();
        return new Measurement(perSecond, null);
    }

    @Override
    public void close() {
        generator.close();
    }
}
