package wgan.evaluate;

import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.Memorization;
import wgan.evaluate.metrics.Memorization.Control;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * All that the search for copies needs of the images that a generator was trained on. It lives until it is closed; its fields do not
 * change.
 */
final class TrainingReference implements AutoCloseable {
    /** Changes whenever the same classifier and images result in other tensors, or these are stored in another way. */
    private static final int VERSION = 2;

    private final String fingerprint;
    private final Tensor features; // (t, 128)
    private final double[] controlDistances;
    private final Control control;

    private TrainingReference(String fingerprint, Tensor features, double[] controlDistances, Control control) {
        this.fingerprint = fingerprint;
        this.features = features;
        this.controlDistances = controlDistances;
        this.control = control;
    }

    /**
     * Computes the reference, or reads it from the cache.
     *
     * @param unseen real images that were not trained on; null if there are none
     */
    static TrainingReference of(
            Classifier classifier, Dataset images, @Nullable RealFeatures unseen, TensorCache cache) {
        String fingerprint = images.fingerprint();
        SequencedMap<String, String> inputs = RealFeatures.inputs(classifier, fingerprint);
        inputs.put("control", unseen == null ? "other training images" : unseen.fingerprint());
        try (var scope = TensorScope.open()) {
            Tensor features = Tensor.empty(DType.F32, Device.CPU, images.size(), Classifier.FEATURES);
            Tensor distances = Tensor.empty(
                    DType.F64,
                    Device.CPU,
                    unseen == null ? images.size() : unseen.features().size(0));
            Map<String, Tensor> tensors = Map.of("features", features, "control_distances", distances);
            cache.fill("features of the training set", "training-reference", VERSION, inputs, tensors, () -> {
                features.copy_(classifier.classify(images).features());
                distances.copy_(
                        unseen == null
                                ? Memorization.nearestOtherDistances(features)
                                : Memorization.nearestDistances(unseen.features(), features));
            });
            double[] controlDistances = distances.toDoubleArray();
            return new TrainingReference(
                    fingerprint,
                    features.removeFromScope(), // at the end: if something fails before, the scope releases it
                    controlDistances,
                    unseen == null ? Control.OTHER_TRAINING_IMAGES : Control.UNSEEN);
        }
    }

    /** Returns whether it is the reference of these images. */
    boolean isOf(Dataset images) {
        return fingerprint.equals(images.fingerprint());
    }

    /**
     * Finds the nearest training images.
     *
     * @param generated (n, {@value Classifier#FEATURES}), features of generated images
     */
    Memorization memorization(Tensor generated) {
        return Memorization.of(generated, features, controlDistances, control);
    }

    @Override
    public void close() {
        features.close();
    }
}
