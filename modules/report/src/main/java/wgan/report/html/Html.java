package wgan.report.html;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Markup, as opposed to text: a value of any other type is escaped before it becomes part of it.
 *
 * @param markup well-formed as XML and as HTML
 */
record Html(String markup) {
    /** No markup. */
    static final Html NONE = new Html("");

    private static final String PLACEHOLDER = "{}";

    /**
     * Fills a template.
     *
     * @param template markup with a {@value #PLACEHOLDER} for each value
     * @param values markup, lists of markup to concatenate, or other values, whose text is escaped
     * @throws IllegalArgumentException if the number of values is not that of placeholders
     */
    static Html of(String template, Object... values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int placeholder = template.indexOf(PLACEHOLDER, from);
            if (placeholder < 0) {
                throw wrongNumber(template, values.length);
            }
            filled.append(template, from, placeholder).append(markupOf(value));
            from = placeholder + PLACEHOLDER.length();
        }
        if (template.indexOf(PLACEHOLDER, from) >= 0) {
            throw wrongNumber(template, values.length);
        }
        return new Html(filled.append(template, from, template.length()).toString());
    }

    private static IllegalArgumentException wrongNumber(String template, int values) {
        return new IllegalArgumentException(
                "html: " + values + " values, expected one for each {} of " + template.strip());
    }

    private static String markupOf(Object value) {
        if (value instanceof Html html) {
            return html.markup();
        }
        if (value instanceof Iterable<?> several) {
            return StreamSupport.stream(several.spliterator(), false)
                    .map(Html::markupOf)
                    .collect(Collectors.joining());
        }
        return escape(String.valueOf(value));
    }

    /** Escapes text, and attribute values in quotes of either kind. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
