/** The classifier whose hidden layer provides the features of images. */
@org.jspecify.annotations.NullMarked
package wgan.evaluate.classifier;
