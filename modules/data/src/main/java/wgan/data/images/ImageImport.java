package wgan.data.images;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wgan.image.ImageShape;

/**
 * How images of one's own become images of one shape.
 *
 * <p>The order is: alpha over the background, EXIF orientation, transposition, channels, size.
 *
 * @param resize the size of the result; empty if the images have one size that the networks support
 * @param fit how an image of another ratio of sides gets the size {@code resize}
 * @param channels 1 or 3; empty for 3 if any image is in color, and 1 otherwise
 * @param background 0xRRGGBB, what is behind transparent pixels and around an image with {@link Fit#PAD}
 * @param skipCorrupt whether images that cannot be decoded are left out instead of refused
 * @param transpose whether rows and columns are exchanged, as EMNIST's files require
 */
public record ImageImport(
        Optional<Size> resize, Fit fit, OptionalInt channels, int background, boolean skipCorrupt, boolean transpose) {

    /** How an image of another ratio of sides gets a size. */
    public enum Fit {
        /** It is scaled so that it covers the size, and the parts at both ends that are outside are cut off. */
        CROP,
        /** It is scaled so that it fits into the size, and the rest is filled with the background. */
        PAD,
        /** Its ratio of sides is changed. */
        STRETCH;

        /**
         * Returns the value of a text like {@code crop}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Fit of(String text) {
            for (Fit fit : values()) {
                if (fit.toString().equals(text)) {
                    return fit;
                }
            }
            throw new IllegalArgumentException("fit is '" + text + "', expected crop, pad or stretch");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A size in pixels that the networks support; see {@link ImageShape}.
     *
     * @param height rows
     * @param width columns
     */
    public record Size(int height, int width) {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

        /**
         * Checks the size.
         *
         * @throws IllegalArgumentException if it is not supported; the message states the nearest sizes
         */
        public Size {
            if (!ImageShape.isSupported(height, width)) {
                throw new IllegalArgumentException("resize: " + new Unsupported(height, width).reason());
            }
        }

        /**
         * Returns the size of a text like {@code 32x48}: height, then width.
         *
         * @throws IllegalArgumentException if the text is not a size, or the size is not supported
         */
        public static Size parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("resize is '" + text + "', expected HEIGHTxWIDTH, such as 32x32");
            }
            return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }

        /** Returns a text like {@code 32x48}; {@link #parse} reads it. */
        @Override
        public String toString() {
            return height + "x" + width;
        }
    }

    private static final int BLACK = 0;
    private static final int WHITE = 0xffffff;
    private static final Pattern COLOR = Pattern.compile("#?([0-9a-fA-F]{6})");
    private static final String TRUE = "true";

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the channels or the background are out of range
     */
    public ImageImport {
        Objects.requireNonNull(resize, "resize");
        Objects.requireNonNull(fit, "fit");
        if (channels.isPresent() && channels.getAsInt() != 1 && channels.getAsInt() != ImageShape.RGB) {
            throw new IllegalArgumentException("channels is " + channels.getAsInt() + ", expected 1 or 3");
        }
        if (background < BLACK || background > WHITE) {
            throw new IllegalArgumentException("background is 0x%x, expected 0 to 0xffffff".formatted(background));
        }
    }

    /** Returns the default options: no change of size, crop, the channels of the files, black, corrupt images are refused. */
    public static ImageImport defaults() {
        return new ImageImport(Optional.empty(), Fit.CROP, OptionalInt.empty(), BLACK, false, false);
    }

    /**
     * Returns the options of which {@link #origin} is a part.
     *
     * @throws IllegalArgumentException if a value is malformed
     */
    public static ImageImport of(Map<String, String> origin) {
        return new ImageImport(
                Optional.ofNullable(origin.get("data_resize")).map(Size::parse),
                Optional.ofNullable(origin.get("data_fit")).map(Fit::of).orElse(Fit.CROP),
                Optional.ofNullable(origin.get("data_channels"))
                        .map(text -> OptionalInt.of(parseChannels(text)))
                        .orElse(OptionalInt.empty()),
                Optional.ofNullable(origin.get("data_background"))
                        .map(ImageImport::parseColor)
                        .orElse(BLACK),
                TRUE.equals(origin.get("data_skip_corrupt")),
                TRUE.equals(origin.get("data_transpose")));
    }

    private static int parseChannels(String text) {
        return switch (text) {
            case "1" -> 1;
            case "3" -> ImageShape.RGB;
            default -> throw new IllegalArgumentException("channels is '" + text + "', expected 1 or 3");
        };
    }

    /**
     * Returns the color 0xRRGGBB of a text: {@code #rrggbb}, {@code black} or {@code white}.
     *
     * @throws IllegalArgumentException if the text is not a color
     */
    public static int parseColor(String text) {
        Matcher matcher = COLOR.matcher(text);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1), 16);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "black" -> BLACK;
            case "white" -> WHITE;
            default ->
                throw new IllegalArgumentException(
                        "background is '" + text + "', expected #rrggbb in hexadecimal digits, black or white");
        };
    }

    /** Returns these options with a size of the result. */
    public ImageImport withResize(int height, int width) {
        return withResize(new Size(height, width));
    }

    /** Returns these options with a size of the result. */
    public ImageImport withResize(Size size) {
        return new ImageImport(Optional.of(size), fit, channels, background, skipCorrupt, transpose);
    }

    /** Returns these options with another fit. */
    public ImageImport withFit(Fit other) {
        return new ImageImport(resize, other, channels, background, skipCorrupt, transpose);
    }

    /** Returns these options with a number of channels, 1 or 3. */
    public ImageImport withChannels(int number) {
        return new ImageImport(resize, fit, OptionalInt.of(number), background, skipCorrupt, transpose);
    }

    /** Returns these options with another background, 0xRRGGBB. */
    public ImageImport withBackground(int color) {
        return new ImageImport(resize, fit, channels, color, skipCorrupt, transpose);
    }

    /** Returns these options, skipping corrupt images or not. */
    public ImageImport withSkipCorrupt(boolean skip) {
        return new ImageImport(resize, fit, channels, background, skip, transpose);
    }

    /** Returns these options, exchanging rows and columns or not. */
    public ImageImport withTranspose(boolean exchange) {
        return new ImageImport(resize, fit, channels, background, skipCorrupt, exchange);
    }

    /**
     * Returns the options that are not the default, as a run records them; {@link #of} reads them. The keys are data_resize,
     * data_fit, data_channels, data_background, data_skip_corrupt and data_transpose.
     */
    public Map<String, String> origin() {
        Map<String, String> origin = new LinkedHashMap<>();
        resize.ifPresent(size -> origin.put("data_resize", size.toString()));
        if (fit != Fit.CROP) {
            origin.put("data_fit", fit.toString());
        }
        channels.ifPresent(number -> origin.put("data_channels", Integer.toString(number)));
        if (background != BLACK) {
            origin.put("data_background", "#%06x".formatted(background));
        }
        if (skipCorrupt) {
            origin.put("data_skip_corrupt", TRUE);
        }
        if (transpose) {
            origin.put("data_transpose", TRUE);
        }
        return origin;
    }
}
