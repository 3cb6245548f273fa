package wgan.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the text of a {@link Latent}:
 *
 * <pre>
 * latent = ["-"] term { ("+" | "-") term }
 * term   = [number "*"] atom
 * atom   = seed                                   the first latent vector of a seed, such as 7
 *        | "e" index                              the direction of one number of the vector, such as e12
 *        | "slerp(" latent "," latent "," t ")"   the point at t, 0 to 1, of the path between two vectors
 *        | "norm(" latent ")"                     a sum that is scaled to the length of its first term
 *        | "(" latent ")"
 * </pre>
 *
 * <p>The length of the text, its depth and its numbers are limited, so a text is parsed and computed in bounded time.
 */
final class LatentParser {
    /** Room for an offset along each of some hundred directions. */
    static final int MAX_LENGTH = 4096;

    static final int MAX_DEPTH = 16;

    /** The greatest factor of a term: far more than the numbers of a latent vector, which are rarely greater than 4. */
    static final double MAX_FACTOR = 1000;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(?:\\.\\d{1,18})?|\\.\\d{1,18}");
    private static final Pattern SEED = Pattern.compile("\\d{1,18}");
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

    private final String text;
    private int position;
    private int depth;

    private LatentParser(String text) {
        this.text = text;
    }

    /**
     * Parses a text.
     *
     * @throws RequestException if it is not such a text
     */
    static Latent parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw RequestException.badRequest(
                    "latent: has " + text.length() + " characters, expected at most " + MAX_LENGTH);
        }
        LatentParser parser = new LatentParser(text);
        Latent latent = parser.sum(false);
        if (parser.position < text.length()) {
            throw parser.expected("+, - or the end");
        }
        return latent;
    }

    private Latent sum(boolean keepsLength) {
        depth++;
        if (depth > MAX_DEPTH) {
            throw RequestException.badRequest("latent: has more than " + MAX_DEPTH + " nested parts");
        }
        List<Latent.Term> terms = new ArrayList<>();
        int sign = accept("-") ? -1 : 1;
        do {
            terms.add(term(sign));
            sign = accept("+") ? 1 : accept("-") ? -1 : 0;
        } while (sign != 0);
        depth--;
        boolean isOneVector = terms.size() == 1 && terms.getFirst().factor() == 1;
        return isOneVector ? terms.getFirst().latent() : new Latent.Sum(terms, keepsLength);
    }

    private Latent.Term term(int sign) {
        int start = position;
        Matcher number = matcher(NUMBER);
        if (number.lookingAt() && number.end() < text.length() && text.charAt(number.end()) == '*') {
            double factor = Double.parseDouble(number.group());
            if (factor > MAX_FACTOR) {
                throw expected("a factor of at most " + (int) MAX_FACTOR);
            }
            position = number.end() + 1;
            return new Latent.Term(sign * factor, atom());
        }
        position = start;
        return new Latent.Term(sign, atom());
    }

    private Latent atom() {
        if (accept("slerp(")) {
            Latent from = sum(false);
            require(",");
            Latent to = sum(false);
            require(",");
            double t = Double.parseDouble(read(NUMBER, "a number from 0 to 1"));
            if (t > 1) {
                throw expected("a number from 0 to 1 before this");
            }
            require(")");
            return new Latent.Between(from, to, t);
        }
        if (accept("norm(")) {
            return closed(sum(true));
        }
        if (accept("(")) {
            return closed(sum(false));
        }
        if (accept("e")) {
            return new Latent.Axis(Integer.parseInt(read(INDEX, "the number of a direction")));
        }
        return new Latent.OfSeed(Long.parseLong(read(SEED, "a seed, e, slerp(, norm( or (")));
    }

    private Latent closed(Latent latent) {
        require(")");
        return latent;
    }

    private boolean accept(String token) {
        boolean isNext = text.startsWith(token, position);
        position += isNext ? token.length() : 0;
        return isNext;
    }

    private void require(String token) {
        if (!accept(token)) {
            throw expected("'" + token + "'");
        }
    }

    private String read(Pattern pattern, String description) {
        Matcher matcher = matcher(pattern);
        if (!matcher.lookingAt()) {
            throw expected(description);
        }
        position = matcher.end();
        return matcher.group();
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }

    private RequestException expected(String what) {
        String rest = Parameters.shorten(text.substring(position));
        return RequestException.badRequest("latent: " + (rest.isEmpty() ? "ends" : "is '" + rest + "'")
                + " at character " + position + ", expected " + what);
    }
}
