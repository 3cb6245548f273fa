package wgan.random;

/**
 * The purpose of a stream of random numbers.
 *
 * <p>Streams of different purposes are independent even at equal coordinates. The code is part of every recorded result: a
 * code is never changed or reused; a new purpose gets the next free code.
 */
public enum Purpose {
    /** The order of the images in an epoch; at (epoch). */
    SHUFFLE(1),
    /** The initial values of a network's parameters; at (network, parameter). */
    INITIAL_WEIGHTS(2),
    /** The latent vectors that the generator receives in training; at (epoch, step, update within the step). */
    NOISE(3),
    /** The latent vectors of samples that a user requests; at (index). */
    LATENT(4),
    /** The shape of a synthetic digit; at (split, index). */
    SYNTHETIC(5),
    /** The latent vectors of the sample grid, which are the same after every epoch. */
    SAMPLE_GRID(6),
    /** The interpolation coefficients of WGAN-GP; at (epoch, step, update within the step). */
    INTERPOLATION(7),
    /** The latent vectors of the samples that a generator is evaluated on. */
    EVALUATION(8),
    /** The blocks of a bootstrap. */
    BOOTSTRAP(9),
    /** The order in which the images of a folder are imported; at (split). */
    IMPORT(10);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** Returns the number of this purpose in the key of a stream. */
    int code() {
        return code;
    }
}
