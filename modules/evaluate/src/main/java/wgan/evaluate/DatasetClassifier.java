package wgan.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.NamedSource;
import wgan.data.Split;
import wgan.data.ValidationSplit;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.classifier.ClassifierCache;
import wgan.image.ImageShape;
import wgan.model.PretrainedModel;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * The classifier of a source, and the names of its classes. It lives until it is closed.
 *
 * @param classifier trained on the labels of the source
 * @param classNames of the classes, in the order of their numbers
 */
public record DatasetClassifier(Classifier classifier, List<String> classNames) implements AutoCloseable {
    /** The same for all uses of a dataset, so that results compare. */
    static final Seed SEED = new Seed(0);

    /** Copies the names. */
    public DatasetClassifier {
        classNames = List.copyOf(classNames);
    }

    /**
     * Returns the classifier of a source: a pretrained one of its name and shape, else the one that {@link MetricEvaluator#open} uses,
     * which is trained once on the first five sixths of the training set.
     *
     * @param shape of the images
     * @throws IOException if the training set is not available, has no labels, or images of another shape
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static DatasetClassifier open(DataSource source, ImageShape shape, Device device) throws IOException {
        LibTorch.get().require(device); // before anything is downloaded
        if (source instanceof NamedSource named && shape.equals(named.dataset().shape())) {
            for (PretrainedModel model : PretrainedModel.all(PretrainedModel.Kind.CLASSIFIER)) {
                if (model.name().equals(named.name())) {
                    return pretrained(model, named.dataset(), device);
                }
            }
        }
        Dataset trainingSet = source.open(Split.TRAIN);
        if (trainingSet.classes() == 0) {
            throw new IOException(source.location() + ": the images have no labels, expected labels of classes");
        }
        if (!trainingSet.shape().equals(shape)) {
            throw new IOException(
                    source.location() + ": the images are " + trainingSet.shape() + ", expected " + shape);
        }
        Classifier classifier =
                ClassifierCache.of(source).get(ValidationSplit.of(trainingSet).training(), SEED, device);
        return new DatasetClassifier(classifier, trainingSet.classNames());
    }

    private static DatasetClassifier pretrained(PretrainedModel model, DatasetName dataset, Device device)
            throws IOException {
        try (InputStream in = model.open();
                SafeTensors tensors = SafeTensors.read(in)) {
            return new DatasetClassifier(Classifier.load(tensors, dataset.shape(), device), dataset.classNames());
        }
    }

    @Override
    public void close() {
        classifier.close();
    }
}
