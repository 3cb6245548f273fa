import wgan.model.PretrainedModel;
import wgan.pretrained.MnistClassifier;
import wgan.pretrained.WganGenerator;
import wgan.pretrained.WganGpGenerator;

/**
 * Trained models as resources: two generators of digits, and the classifier that evaluates such generators.
 *
 * <p>Nothing is exported: {@link wgan.model.Generator#pretrained()} and {@link PretrainedModel#all} find the models. Each has a model
 * card.
 */
@org.jspecify.annotations.NullMarked
module wgan.pretrained {
    requires wgan.model;
    requires static org.jspecify;

    provides PretrainedModel with
            WganGenerator,
            WganGpGenerator,
            MnistClassifier;
}
