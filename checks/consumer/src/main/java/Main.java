import java.awt.image.BufferedImage;
import java.util.List;
import wgan.explore.Explorer;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.mpi.Mpi;
import wgan.nccl.Nccl;
import wgan.random.Seed;
import wgan.report.ComparisonReport;
import wgan.torch.LibTorch;

/** Draws a digit, and loads a class of each module that no example depends on. */
public final class Main {
    private static final List<Class<?>> OTHERS =
            List.of(ComparisonReport.class, Explorer.class, Mpi.class, Nccl.class);

    private Main() {}

    /** Prints its size, and which libtorch has drawn it. */
    public static void main(String[] arguments) throws Exception {
        try (Generator generator = Generator.pretrained()) {
            BufferedImage digit = generator.sampleImage(Latents.of(new Seed(7), 0, generator.latentDim()));
            System.out.println(digit.getWidth() + " x " + digit.getHeight() + " pixels, by libtorch "
                    + LibTorch.get().version() + " from " + LibTorch.get().source());
        }
        for (Class<?> other : OTHERS) {
            // Loads the classes of its parameters and results, too.
            System.out.println(other.getName() + ", with " + other.getDeclaredMethods().length + " methods");
        }
    }
}
