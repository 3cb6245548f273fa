// Draws a digit as text. README.md has the command.
import wgan.model.*
import wgan.random.*

Generator generator = Generator.pretrained()
float[] pixels = generator.sample(Latents.of(new Seed(7), 0, generator.latentDim()))
for (int y = 0; y < Generator.SIDE; y++) {
    for (int x = 0; x < Generator.SIDE; x++) {
        System.out.print(" .:*#@".charAt(Math.round((pixels[y * Generator.SIDE + x] + 1) * 2.5f)));
    }
    System.out.println();
}
generator.close()
/exit
