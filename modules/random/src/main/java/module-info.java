/**
 * Random numbers as a pure function of a seed, a purpose and coordinates.
 *
 * <p>The module has no state. A {@link wgan.random.Seed} returns a stream for a {@link wgan.random.Purpose} and the place in
 * the run where the numbers are used; the same arguments give the same numbers. A run therefore resumes bit for bit from its
 * counters alone, and its numbers do not depend on the device, the thread or the order of operations.
 */
module wgan.random {
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;

    exports wgan.random;
}
