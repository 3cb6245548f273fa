// Draws a digit as text. README.md has the command.
import wgan.model.*
import wgan.random.*

Generator generator = Generator.pretrained()
float[] pixels = generator.sample(Latents.of(new Seed(7), 0, generator.latentDim()))
for (int y = 0; y < generator.imageShape().height(); y++) {
    for (int x = 0; x < generator.imageShape().width(); x++) {
        System.out.print(" .:*#@".charAt(Math.round((pixels[y * generator.imageShape().width() + x] + 1) * 2.5f)));
    }
    System.out.println();
}
generator.close()
/exit
