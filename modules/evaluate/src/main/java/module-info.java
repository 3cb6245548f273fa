/**
 * Evaluation of generated images.
 *
 * <p>A {@link wgan.evaluate.classifier.Classifier}, trained on real images, computes features. In the space of these features,
 * generated images are compared with real ones on which neither network was trained. The functions in
 * {@link wgan.evaluate.metrics} work on any features. {@link wgan.evaluate.MetricEvaluator} computes all metrics.
 */
@org.jspecify.annotations.NullMarked
module wgan.evaluate {
    requires transitive wgan.train; // with the networks, the tensors and the data
    requires org.apache.commons.statistics.distribution;
    requires static transitive org.jspecify;

    exports wgan.evaluate;
    exports wgan.evaluate.classifier;
    exports wgan.evaluate.metrics;
}
