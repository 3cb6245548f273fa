package wgan.random;

/**
 * What a stream of random numbers is for.
 *
 * <p>Streams of different purposes are independent even at equal coordinates. The code is part of every recorded result:
 * never change or reuse one, give a new purpose the next free code.
 */
public enum Purpose {
    /** The order of the images in an epoch; at (epoch). */
    SHUFFLE(1),
    /** The first values of a network's parameters; at (network, parameter). */
    INITIAL_WEIGHTS(2),
    /** The latent vectors that training feeds the generator; at (epoch, step, update within the step). */
    NOISE(3),
    /** The latent vectors of samples that a person asked for; at (index). */
    LATENT(4),
    /** The strokes of a synthetic digit; at (split, index). */
    SYNTHETIC(5),
    /** The fixed latent vectors behind the image grid of every epoch. */
    SAMPLE_GRID(6),
    /** Where WGAN-GP interpolates between real and generated images; at (epoch, step, update within the step). */
    INTERPOLATION(7),
    /** The latent vectors of the images that a generator is judged by. */
    EVALUATION(8);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** The number that stands for this purpose in a stream's key. */
    int code() {
        return code;
    }
}
