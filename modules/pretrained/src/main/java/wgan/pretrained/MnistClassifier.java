package wgan.pretrained;

/** The classifier that evaluates generators of MNIST's digits, trained on the first 50,000 training images. */
public final class MnistClassifier extends ResourceModel {
    /** Called by {@link java.util.ServiceLoader}. */
    public MnistClassifier() {
        super(Kind.CLASSIFIER, "mnist");
    }
}
