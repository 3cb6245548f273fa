package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.data.DataSource;
import wgan.evaluate.ConditionalSampler;
import wgan.evaluate.ConditionalSamples;
import wgan.evaluate.DatasetClassifier;
import wgan.model.Generator;
import wgan.random.Seed;

/**
 * Images of classes that the command line requests.
 *
 * @param option that requests them
 * @param classNames the name of the class of each image
 * @param seed of the images that are tried
 */
record ClassRequest(String option, List<String> classNames, Seed seed) {
    /** More names would make the message of a wrong one unreadable. */
    private static final int MAX_LISTED = 30;

    /** Returns a request of one image for each character. */
    static ClassRequest ofText(String text, Seed seed) {
        return new ClassRequest(
                "--text", text.codePoints().mapToObj(Character::toString).toList(), seed);
    }

    /**
     * Generates the images.
     *
     * @param source of the images that the generator was trained on
     * @param log receives a line for each class: which part of the generated images is of it
     * @throws ParameterException if there is no class of that name
     * @throws IOException if the classifier cannot be had, or the generator has too few images of a class
     */
    ConditionalSamples sample(Generator generator, DataSource source, CommandLine command, PrintWriter log)
            throws IOException {
        try (DatasetClassifier classifier =
                DatasetClassifier.open(source, generator.imageShape(), generator.device())) {
            List<Integer> labels = new ArrayList<>();
            for (String name : classNames) {
                labels.add(label(name, classifier.classNames(), command));
            }
            ConditionalSamples result = new ConditionalSampler(generator, classifier.classifier(), seed).sample(labels);
            for (int label : result.accepted().keySet()) {
                log.println(String.format(
                        Locale.ROOT,
                        "class %s: %.1f %% of %d generated images",
                        classifier.classNames().get(label),
                        100 * result.acceptanceRate(label),
                        result.tries()));
            }
            log.flush();
            return result;
        }
    }

    private int label(String name, List<String> known, CommandLine command) {
        int label = known.indexOf(name);
        if (label < 0) {
            throw new ParameterException(
                    command,
                    option + " has '" + name + "', expected "
                            + known.stream().limit(MAX_LISTED).collect(joining(", ", "one of ", ""))
                            + (known.size() > MAX_LISTED ? ", …" : ""));
        }
        return label;
    }
}
