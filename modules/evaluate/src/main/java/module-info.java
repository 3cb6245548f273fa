/**
 * How good generated digits are.
 *
 * <p>A {@link wgan.evaluate.Classifier}, trained on the real digits, turns images into features. In their space the
 * generated images are compared with real ones that neither network has seen: by
 * {@link wgan.evaluate.FrechetDistance}, {@link wgan.evaluate.ClassifierScore}, {@link wgan.evaluate.PrecisionRecallDensityCoverage} and
 * {@link wgan.evaluate.ClassHistogram}, each of which works on any features. {@link wgan.evaluate.MetricEvaluator} is all of it
 * at once.
 */
@org.jspecify.annotations.NullMarked
module wgan.evaluate {
    requires transitive wgan.train; // with the networks, the tensors and the data
    requires static transitive org.jspecify;

    exports wgan.evaluate;
}
