/**
 * TensorBoard's event files; their messages are generated from {@code src/main/proto/events.proto}.
 *
 * <p>Only {@link wgan.train.TensorBoardListener} uses this package.
 */
package wgan.train.events;
