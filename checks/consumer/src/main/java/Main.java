import java.awt.image.BufferedImage;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.random.Seed;
import wgan.torch.LibTorch;

/** Draws a digit. */
public final class Main {
    private Main() {}

    /** Prints its size, and which libtorch has drawn it. */
    public static void main(String[] arguments) throws Exception {
        try (Generator generator = Generator.pretrained()) {
            BufferedImage digit = generator.sampleImage(Latents.of(new Seed(7), 0, generator.latentDim()));
            System.out.println(digit.getWidth() + " x " + digit.getHeight() + " pixels, by libtorch "
                    + LibTorch.get().version() + " from " + LibTorch.get().source());
        }
    }
}
