package wgan.image;

import java.util.regex.Pattern;

/** Text from a file, a request or the environment, as a message shows it: on one line, without what a terminal would execute. */
public final class FileText {
    /** Control characters, also the eight-bit ones; separators of lines; and those that change the direction of the rest of a line. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private FileText() {}

    /** Returns a text with a question mark for each character that is not printed. */
    public static String shown(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /**
     * Returns the beginning of a text in this form, with an ellipsis if it is longer.
     *
     * @param most the greatest number of characters before the ellipsis
     */
    public static String shown(String text, int most) {
        return text.length() <= most ? shown(text) : shown(text.substring(0, most)) + "…";
    }
}
