/**
 * How long training takes, beside other ways to train the same networks, and what else can be measured.
 *
 * <p>{@link wgan.bench.Bench} is the program. Whatever it compares is a process of its own, a {@link wgan.bench.Peer}, that
 * measures a {@link wgan.bench.Workload} when it is asked to; all of them take turns.
 */
@org.jspecify.annotations.NullMarked
package wgan.bench;
