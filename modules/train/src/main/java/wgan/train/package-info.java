/** The training loop, and the listeners that hang on it. */
package wgan.train;
