package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeedLatentsTests {
    private static final int LATENT_DIM = 10;

    @Test
    void oneOfASeed_isThatOfAListWithTheSeed() {
        assertThat(SeedLatents.of(7, 1, LATENT_DIM)).isEqualTo(latents(7));
    }

    @Test
    void moreOfASeed_beginWithTheSame() {
        float[] few = SeedLatents.of(7, 3, LATENT_DIM);
        float[] many = SeedLatents.of(7, 30, LATENT_DIM);
        assertThat(Arrays.copyOf(many, few.length)).isEqualTo(few);
    }

    @Test
    void eachOfASeed_differs() {
        float[] two = SeedLatents.of(7, 2, LATENT_DIM);
        assertThat(Arrays.copyOfRange(two, LATENT_DIM, 2 * LATENT_DIM)).isNotEqualTo(Arrays.copyOf(two, LATENT_DIM));
    }

    @Test
    void list_hasOneOfEachSeed() {
        float[] list = latents(3, 17, 3);
        assertThat(list).hasSize(3 * LATENT_DIM);
        assertThat(Arrays.copyOf(list, LATENT_DIM)).isEqualTo(latents(3));
        assertThat(Arrays.copyOfRange(list, LATENT_DIM, 2 * LATENT_DIM)).isEqualTo(latents(17));
        assertThat(Arrays.copyOfRange(list, 2 * LATENT_DIM, 3 * LATENT_DIM)).isEqualTo(latents(3));
    }

    private static float[] latents(long... seeds) {
        return SeedLatents.of(new Seeds(Arrays.stream(seeds).boxed().toList()), LATENT_DIM);
    }
}
