package wgan.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wgan.evaluate.classifier.Classifier;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.random.Seed;
import wgan.torch.TensorScope;

/**
 * Generates images of requested classes with a generator that knows no classes, by rejection: images of consecutive latent vectors of a
 * seed are classified, and the first ones of each class are taken.
 *
 * <p>An image is of a class if its probability is at least {@link #minProbability}. The result is a pure function of generator,
 * classifier, seed and requested classes.
 *
 * @param generator stays open
 * @param classifier of images of the generator's shape; stays open
 * @param seed that the latent vectors are a function of: {@link Latents#of}, from the first one on
 * @param minProbability above 0.5 and at most 1: an image has at most one class
 * @param maxTries the greatest number of images that are generated
 */
public record ConditionalSampler(
        Generator generator, Classifier classifier, Seed seed, double minProbability, int maxTries) {
    /** A classifier is often certain of images that people cannot read; above this probability these are few. */
    public static final double DEFAULT_MIN_PROBABILITY = 0.99;

    /** Some seconds on two cores; a class of which this many images have too few is practically not generated. */
    public static final int DEFAULT_MAX_TRIES = 100_000;

    /** Images that are generated at once. */
    private static final int BATCH = 256;

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if one is out of range, or the shapes differ
     */
    public ConditionalSampler {
        if (!(minProbability > 0.5 && minProbability <= 1)) {
            throw new IllegalArgumentException("conditional sampler: minimum probability is " + minProbability
                    + ", expected a number above 0.5 and at most 1");
        }
        if (maxTries < 1) {
            throw new IllegalArgumentException(
                    "conditional sampler: maximum of tries is " + maxTries + ", expected at least 1");
        }
        if (!generator.imageShape().equals(classifier.shape())) {
            throw new IllegalArgumentException("conditional sampler: the generator has images of "
                    + generator.imageShape() + ", and the classifier has images of " + classifier.shape());
        }
    }

    /** Creates a sampler with the default limits. */
    public ConditionalSampler(Generator generator, Classifier classifier, Seed seed) {
        this(generator, classifier, seed, DEFAULT_MIN_PROBABILITY, DEFAULT_MAX_TRIES);
    }

    /**
     * Generates an image for each element of a list.
     *
     * @param labels class numbers, in the order of the images
     * @throws IllegalArgumentException if there is none, or one that the classifier does not have
     * @throws ClassNotGeneratedException if too few images of a class are among {@link #maxTries}
     */
    public ConditionalSamples sample(List<Integer> labels) throws ClassNotGeneratedException {
        SortedMap<Integer, Deque<Integer>> places = places(labels); // that still need an image, by class
        SortedMap<Integer, Integer> accepted = new TreeMap<>();
        places.keySet().forEach(label -> accepted.put(label, 0));
        int latentDim = generator.latentDim();
        int numel = generator.imageShape().numel();
        float[] latents = new float[Math.multiplyExact(labels.size(), latentDim)];
        float[] images = new float[Math.multiplyExact(labels.size(), numel)];
        int tries = 0;
        while (places.values().stream().anyMatch(missing -> !missing.isEmpty())) {
            if (tries == maxTries) {
                throw tooFew(places, labels);
            }
            int size = Math.min(BATCH, maxTries - tries);
            float[] triedLatents = latents(tries, size);
            float[] tried = generator.sample(triedLatents);
            int[] classes = classes(tried);
            for (int i = 0; i < size; i++) {
                Deque<Integer> missing = places.get(classes[i]);
                if (missing != null) {
                    accepted.merge(classes[i], 1, Integer::sum);
                    if (!missing.isEmpty()) {
                        int place = missing.remove();
                        System.arraycopy(triedLatents, i * latentDim, latents, place * latentDim, latentDim);
                        System.arraycopy(tried, i * numel, images, place * numel, numel);
                    }
                }
            }
            tries += size;
        }
        return new ConditionalSamples(latents, images, tries, accepted);
    }

    private SortedMap<Integer, Deque<Integer>> places(List<Integer> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("conditional sampler: no class is requested, expected at least one");
        }
        SortedMap<Integer, Deque<Integer>> places = new TreeMap<>();
        for (int place = 0; place < labels.size(); place++) {
            int label = labels.get(place);
            if (label < 0 || label >= classifier.classes()) {
                throw new IllegalArgumentException(
                        "conditional sampler: class is " + label + ", expected 0 to " + (classifier.classes() - 1));
            }
            places.computeIfAbsent(label, unused -> new ArrayDeque<>()).add(place);
        }
        return places;
    }

    private float[] latents(int first, int count) {
        int latentDim = generator.latentDim();
        float[] latents = new float[count * latentDim];
        for (int i = 0; i < count; i++) {
            System.arraycopy(Latents.of(seed, first + i, latentDim), 0, latents, i * latentDim, latentDim);
        }
        return latents;
    }

    /** Returns the class of each image; -1 if none is probable enough. */
    private int[] classes(float[] images) {
        double[] probabilities;
        try (var scope = TensorScope.open()) {
            probabilities = classifier.classify(images).probabilities().toDoubleArray();
        }
        int classes = classifier.classes();
        int[] labels = new int[probabilities.length / classes];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = -1;
            for (int label = 0; label < classes; label++) {
                if (probabilities[i * classes + label] >= minProbability) {
                    labels[i] = label;
                }
            }
        }
        return labels;
    }

    private ClassNotGeneratedException tooFew(SortedMap<Integer, Deque<Integer>> places, List<Integer> labels) {
        int label = places.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .findFirst()
                .orElseThrow()
                .getKey();
        long requested = labels.stream().filter(one -> one == label).count();
        return new ClassNotGeneratedException(
                label, requested - places.get(label).size(), requested, maxTries);
    }
}
