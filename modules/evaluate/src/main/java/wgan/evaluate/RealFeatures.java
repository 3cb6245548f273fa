package wgan.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.FrechetDistance.Gaussian;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The features of real images. They live until they are closed.
 *
 * @param fingerprint of the images
 * @param features (n, {@value Classifier#FEATURES})
 */
record RealFeatures(String fingerprint, Tensor features) implements AutoCloseable {
    /** Changes whenever the same classifier and images result in other features, or these are stored in another way. */
    private static final int VERSION = 1;

    /** Computes the features, or reads them from the cache. */
    static RealFeatures of(Classifier classifier, Dataset images, TensorCache cache) {
        String fingerprint = images.fingerprint();
        try (var scope = TensorScope.open()) {
            Tensor features = Tensor.empty(DType.F32, Device.CPU, images.size(), Classifier.FEATURES);
            cache.fill(
                    "features of other real images",
                    "features",
                    VERSION,
                    inputs(classifier, fingerprint),
                    Map.of("features", features),
                    () -> features.copy_(classifier.classify(images).features()));
            return new RealFeatures(fingerprint, features.removeFromScope());
        }
    }

    /** Returns what the features of images are a function of. */
    static SequencedMap<String, String> inputs(Classifier classifier, String fingerprint) {
        SequencedMap<String, String> inputs = new LinkedHashMap<>();
        inputs.put("classifier", classifier.fingerprint());
        inputs.put("device", classifier.device().isCpu() ? "cpu" : "cuda");
        inputs.put("images", fingerprint);
        return inputs;
    }

    /** Returns the Fréchet distance of the first {@code count} of these images, or of all if there are fewer, to others. */
    double frechetDistance(int count, Gaussian others) {
        try (var scope = TensorScope.open()) {
            Tensor first = features.narrow(0, 0, Math.min(count, features.size(0)));
            return FrechetDistance.between(Gaussian.of(first), others);
        }
    }

    @Override
    public void close() {
        features.close();
    }
}
