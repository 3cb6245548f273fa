/** Metrics that compare generated images with real ones, as functions of their features or class probabilities. */
@org.jspecify.annotations.NullMarked
package wgan.evaluate.metrics;
