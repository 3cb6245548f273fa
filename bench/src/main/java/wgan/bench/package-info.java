/**
 * Compares the time of training with that of other implementations of the same networks, and measures parts of this one.
 *
 * <p>{@link wgan.bench.Benchmark} is the program. Each {@link wgan.bench.Peer} that it compares is a process of its own, which
 * measures a {@link wgan.bench.Workload} at each request. The peers measure in turns.
 */
@org.jspecify.annotations.NullMarked
package wgan.bench;
