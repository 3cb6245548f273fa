package wgan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import wgan.model.Generator;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** Measures how many images a generator generates in a second. */
final class GeneratorSampling implements Workload {
    private static final int COUNT = 4096;
    private static final double MILLIS_IN_SECOND = 1e3;

    private final Generator generator;
    private final float[] latents;

    /** Loads the generator of a file. */
    GeneratorSampling(Path model) throws IOException {
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
        IterationTimer timer = new IterationTimer(iterations);
        while (!timer.done()) {
            generator.sample(latents);
            timer.mark();
        }
        List<Double> perSecond = timer.measurement().values().stream()
                .map(milliseconds -> COUNT * MILLIS_IN_SECOND / milliseconds)
                .toList();
        return new Measurement(perSecond, null, null);
    }

    @Override
    public void close() {
        generator.close();
    }
}
