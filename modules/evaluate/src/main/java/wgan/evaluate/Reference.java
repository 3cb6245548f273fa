package wgan.evaluate;

import java.util.Map;
import java.util.SequencedMap;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.FrechetDistance.Gaussian;
import wgan.evaluate.metrics.Manifold;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * All that the comparison with real images needs of them. It lives until it is closed; its fields do not change.
 *
 * @param fingerprint of the images
 * @param features (n, {@value Classifier#FEATURES})
 * @param gaussian fitted to the features
 * @param manifold of the features
 * @param accuracy of the classifier on the images; NaN if they have no labels
 */
record Reference(String fingerprint, Tensor features, Gaussian gaussian, Manifold manifold, double accuracy)
        implements AutoCloseable {
    /** Changes whenever the same classifier and images result in other tensors, or these are stored in another way. */
    private static final int VERSION = 2;

    /** Computes the reference, or reads it from the cache. */
    static Reference of(Classifier classifier, Dataset images, TensorCache cache) {
        String fingerprint = images.fingerprint();
        SequencedMap<String, String> inputs = RealFeatures.inputs(classifier, fingerprint);
        try (var scope = TensorScope.open()) {
            int n = images.size();
            Tensor features = Tensor.empty(DType.F32, Device.CPU, n, Classifier.FEATURES);
            Tensor squaredRadii = Tensor.empty(DType.F64, Device.CPU, n);
            Tensor accuracy = Tensor.empty(DType.F64, Device.CPU);
            Map<String, Tensor> tensors =
                    Map.of("features", features, "squared_radii", squaredRadii, "accuracy", accuracy);
            cache.fill("features of the real images", "reference", VERSION, inputs, tensors, () -> {
                Classifier.Output output = classifier.classify(images);
                features.copy_(output.features());
                squaredRadii.copy_(Manifold.of(features, PrecisionRecallDensityCoverage.NEIGHBORS)
                        .squaredRadii());
                accuracy.fill_(images.classes() == 0 ? Double.NaN : output.accuracy(images));
            });
            Gaussian gaussian = Gaussian.of(features);
            Manifold manifold =
                    Manifold.of(features, PrecisionRecallDensityCoverage.NEIGHBORS, squaredRadii.toDoubleArray());
            double value = accuracy.item();
            // Only at the end: if something fails before, the scope releases all.
            return new Reference(fingerprint, features.removeFromScope(), gaussian.removeFromScope(), manifold, value);
        }
    }

    /** Returns the features alone, which are closed with this reference. */
    RealFeatures realFeatures() {
        return new RealFeatures(fingerprint, features);
    }

    @Override
    public void close() {
        features.close();
        gaussian.close();
    }
}
