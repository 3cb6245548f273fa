/**
 * TensorBoard's event files; the messages in them are generated from {@code src/main/proto/events.proto}.
 *
 * <p>Only {@link wgan.train.TensorBoardListener} uses this package.
 */
package wgan.train.events;
