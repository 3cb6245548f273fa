package wgan.image;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of images: (channels, height, width), as PyTorch orders the dimensions of an image.
 *
 * <p>The networks have n stages, each of which doubles or halves both sides. So each side is s · 2ⁿ, with a side s from 4 to 8 at the
 * smallest stage, and the same n ≥ 2 for both; n is the least for which that holds. 28 = 7 · 2², 32 = 8 · 2², 48 = 6 · 2³, 64 = 8 · 2³.
 *
 * <p>The pixels of an image are in the order of the dimensions: channel after channel, row after row.
 *
 * @param channels 1 for gray, 3 for red, green and blue
 * @param height rows, 16 to 64
 * @param width columns, 16 to 64
 */
public record ImageShape(int channels, int height, int width) {
    /** The shape of the images of MNIST. */
    public static final ImageShape MNIST = new ImageShape(1, 28, 28);

    /** The channels of a color image. */
    public static final int RGB = 3;

    private static final int MIN_STAGES = 2;
    private static final int MAX_STAGES = 3;
    private static final int MIN_BASE = 4;
    private static final int MAX_BASE = 8;

    private static final int UNIT = 1 << MIN_STAGES; // every side is a multiple of it
    private static final int MIN_SIDE = MIN_BASE << MIN_STAGES;
    private static final int MAX_SIDE = MAX_BASE << MAX_STAGES;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})x(\\d{1,6})x(\\d{1,6})");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if the networks have no such shape; the message states the nearest sides
     */
    public ImageShape {
        if (channels != 1 && channels != RGB) {
            throw new IllegalArgumentException("images have " + channels + " channels, expected 1 or " + RGB);
        }
        if (stages(height, width).isEmpty()) {
            throw new IllegalArgumentException("images have " + height + " × " + width + " pixels, expected "
                    + nearest(height, width) + "; each side is 16 to 64 pixels, 4 to 8 pixels times 4, or times 8");
        }
    }

    /**
     * Returns the shape of a text like {@code 3x32x32}.
     *
     * @throws IllegalArgumentException if the text is not a shape
     */
    public static ImageShape parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("image shape is '" + text + "', expected one like " + MNIST);
        }
        return new ImageShape(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /** Returns whether the networks can have images of this height and width. */
    public static boolean isSupported(int height, int width) {
        return stages(height, width).isPresent();
    }

    /** Returns n, the number of stages that double or halve both sides, at least 2. */
    public int stages() {
        return stages(height, width).orElseThrow();
    }

    /** Returns the height at the smallest stage, 4 to 8. */
    public int baseHeight() {
        return height >> stages();
    }

    /** Returns the width at the smallest stage, 4 to 8. */
    public int baseWidth() {
        return width >> stages();
    }

    /** Returns the number of pixels of a channel: height · width. */
    public int pixels() {
        return height * width;
    }

    /** Returns the number of elements of an image: channels · height · width. */
    public int numel() {
        return channels * pixels();
    }

    /** Returns whether images have a red, a green and a blue channel. */
    public boolean isColor() {
        return channels == RGB;
    }

    /**
     * Returns the number of images in an array.
     *
     * @param elements the length of the array
     * @param operation opens the message of the exception
     * @throws IllegalArgumentException if it is not a positive multiple of {@link #numel}
     */
    public int count(int elements, String operation) {
        if (elements == 0 || elements % numel() != 0) {
            throw new IllegalArgumentException(operation + ": " + elements + " values, expected one or more times "
                    + numel() + ", for images of " + this);
        }
        return elements / numel();
    }

    /** Returns a text like {@code 1x28x28}; {@link #parse} reads it. */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }

    private static OptionalInt stages(int height, int width) {
        for (int n = MIN_STAGES; n <= MAX_STAGES; n++) {
            if (isSide(height, n) && isSide(width, n)) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isSide(int side, int stages) {
        return side % (1 << stages) == 0 && side >> stages >= MIN_BASE && side >> stages <= MAX_BASE;
    }

    /** Returns the supported sizes nearest to a size, for a message. */
    private static String nearest(int height, int width) {
        long least = Long.MAX_VALUE;
        List<String> sizes = new ArrayList<>();
        for (int h = MIN_SIDE; h <= MAX_SIDE; h += UNIT) {
            for (int w = MIN_SIDE; w <= MAX_SIDE; w += UNIT) {
                long distance = Math.abs((long) height - h) + Math.abs((long) width - w);
                boolean isCandidate = isSupported(h, w) && (height != width || h == w); // a square for a square
                if (isCandidate && distance <= least) {
                    if (distance < least) {
                        sizes.clear();
                    }
                    least = distance;
                    sizes.add(h + " × " + w);
                }
            }
        }
        return String.join(" or ", sizes);
    }
}
