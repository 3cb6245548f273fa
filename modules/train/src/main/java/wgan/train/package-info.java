/** Training: objectives, optimizers, the training loop, its listeners and run directories. */
package wgan.train;
