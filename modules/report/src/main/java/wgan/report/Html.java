package wgan.report;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Markup, as opposed to text: whatever is not of this type is escaped before it becomes a part of it.
 *
 * @param markup well-formed, XML as well as HTML
 */
record Html(String markup) {
    /** None. */
    static final Html NONE = new Html("");

    private static final String PLACE = "{}";

    /**
     * A template with its places filled.
     *
     * @param template markup with a {@value #PLACE} for each value
     * @param values markup, lists of markup one after the other, or anything else, whose text it is then
     * @throws IllegalArgumentException if there are not as many values as places
     */
    static Html of(String template, Object... values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw wrongNumber(template, values.length);
            }
            filled.append(template, from, place).append(markupOf(value));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
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

    /** For text and for values of attributes, in quotes of either kind. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
