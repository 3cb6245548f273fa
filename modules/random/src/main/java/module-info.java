/**
 * Random numbers as a pure function of a seed, a purpose and coordinates.
 *
 * <p>Nothing in this project keeps the state of a generator. Whoever needs random numbers asks the run's {@link
 * wgan.random.Seed} for a stream, naming what the numbers are for and where in the run they are used; asking again gives the
 * same numbers again. That is what lets a run resume bit for bit from nothing but its counters, and what makes the numbers
 * independent of the device, the thread and the order in which things happen.
 */
module wgan.random {
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;

    exports wgan.random;
}
