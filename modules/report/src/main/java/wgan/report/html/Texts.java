package wgan.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import wgan.evaluate.FeatureExtractor;
import wgan.report.analysis.LabeledRun;

/**
 * The texts of a page in one language, from a resource bundle.
 *
 * @param bundle texts by key
 * @param features of the distances on the page
 */
record Texts(ResourceBundle bundle, FeatureExtractor features) {
    /** Stands in a text for the name of the Fréchet distance, which names its features. */
    private static final String FRECHET_DISTANCE = "{distance}";

    /** Stands in a text for the name of the kernel distance, which names its features. */
    private static final String KERNEL_DISTANCE = "{kernel}";

    /**
     * Reads the bundle.
     *
     * @param language {@code en} or {@code zh}
     * @param features of the distances on the page
     */
    static Texts of(String language, FeatureExtractor features) {
        String name = "texts_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name))) {
            return new Texts(new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)), features);
        } catch (IOException e) {
            throw new UncheckedIOException("report: " + name + ", a resource of this module, cannot be read", e);
        }
    }

    /**
     * Returns a text with values for {@code {0}}, {@code {1}} ….
     *
     * @throws MissingResourceException if there is no such text
     */
    String get(String key, Object... values) {
        String text = bundle.getString(key);
        if (text.indexOf('{') < 0) {
            return text;
        }
        text = text.replace(FRECHET_DISTANCE, bundle.getString("frechet." + features.name()))
                .replace(KERNEL_DISTANCE, bundle.getString("kernel." + features.name()));
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** Returns the text of an enum constant, such as {@code metric.RECALL}. */
    String get(String prefix, Enum<?> constant, Object... values) {
        return get(prefix + "." + constant.name(), values);
    }

    /** Returns a text as markup, with its symbols typeset. */
    Html html(String key, Object... values) {
        return LossSymbols.html(get(key, values));
    }

    /** Returns {@code A}, {@code A and B}, {@code A, B and C}. */
    String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(get("list.separator"), parts.subList(0, parts.size() - 1))
                + get("list.last")
                + parts.getLast();
    }

    /** Returns the texts of several runs, without a last word: they may be long. */
    String list(List<LabeledRun> runs, Function<LabeledRun, String> text) {
        return runs.stream().map(text).collect(Collectors.joining(get("list.separator")));
    }
}
