package wgan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A list of seeds, such as {@code 0-63} or {@code 3,17,40-42}. */
record Seeds(List<Long> values) {
    private static final Pattern PART = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    static final class Converter implements ITypeConverter<Seeds> {
        @Override
        public Seeds convert(String text) {
            List<Long> values = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                Matcher range = PART.matcher(part.strip());
                if (!range.matches()) {
                    throw new TypeConversionException("expected a list of seeds such as 0-63 or 3,17,42");
                }
                long first = Long.parseLong(range.group(1));
                long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
                if (last < first || last - first >= SeedLatents.MAX_COUNT - values.size()) {
                    throw new TypeConversionException("expected seeds and ranges first-last, with at most "
                            + SeedLatents.MAX_COUNT + " seeds in all");
                }
                for (long seed = first; seed <= last; seed++) {
                    values.add(seed);
                }
            }
            return new Seeds(values);
        }
    }
}
