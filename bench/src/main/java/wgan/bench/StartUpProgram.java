package wgan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import wgan.data.ImageGrid;
import wgan.model.Generator;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** Does what {@code wgan sample} does, and prints the time of each step in nanoseconds. */
final class StartUpProgram {
    private static final int DIGITS = 64;

    private StartUpProgram() {}

    /** Runs the steps; the arguments are the instant at which the process was started, the model file and the image file. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                Duration.between(Instant.parse(arguments[0]), Instant.now()).toNanos());
        long start = System.nanoTime();
        LibTorch.get();
        start = printTime(start);
        try (Generator generator = Generator.load(Path.of(arguments[1]), Device.CPU)) {
            start = printTime(start);
            float[] latents = new float[DIGITS * generator.latentDim()];
            new Seed(0).stream(Purpose.LATENT).fillGaussian(latents);
            float[] images = generator.sample(latents);
            printTime(start);
            ImageGrid.LAB.write(images, generator.imageShape(), Path.of(arguments[2]));
        }
    }

    private static long printTime(long start) {
        long now = System.nanoTime();
        System.out.println(now - start);
        return now;
    }
}
