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

/** Does what {@code wgan sample} does, and prints after each step how long that took, in nanoseconds. */
final class StartUpProgram {
    private static final int DIGITS = 64;

    private StartUpProgram() {}

    /** Takes the instant at which this process was started, the model and the file to write. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                Duration.between(Instant.parse(arguments[0]), Instant.now()).toNanos());
        long start = System.nanoTime();
        LibTorch.get();
        start = lap(start);
        try (Generator generator = Generator.load(Path.of(arguments[1]), Device.CPU)) {
            start = lap(start);
            float[] latents = new float[DIGITS * generator.latentDim()];
            new Seed(0).stream(Purpose.LATENT).fillGaussian(latents);
            float[] images = generator.sample(latents);
            lap(start);
            ImageGrid.LAB.write(images, Path.of(arguments[2]));
        }
    }

    private static long lap(long start) {
        long now = System.nanoTime();
        System.out.println(now - start);
        return now;
    }
}
