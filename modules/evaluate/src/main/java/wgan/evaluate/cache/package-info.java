/** Files of what takes time to compute. This package is not exported. */
@org.jspecify.annotations.NullMarked
package wgan.evaluate.cache;
