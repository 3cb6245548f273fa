package wgan.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;

/**
 * Digits that look handwritten and need no file: Java2D draws them from {@link DigitStrokes}, in the layout of MNIST, at any size, in gray or in color.
 *
 * <p>Each image is created in five steps: choose a style of the digit; displace each point a little, and all points by a
 * smooth wave; stretch, slant and rotate the digit; scale it into a box of 20 × 20 pixels (of an image of 28 × 28) and move its center of
 * mass to the middle of the image, as in MNIST; draw it with an elliptic pen of a random width and angle. On the same JDK, an image is a
 * pure function of (seed, split, index); the rasterizer of another JDK may round a gray level differently.
 */
final class SyntheticDigits {

    /** The side of an image of MNIST, in pixels, and that of the box that it fits a digit into. */
    private static final double SIDE = 28;

    private static final double BOX = 20;

    /** The widths of the pen, in pixels of MNIST. */
    private static final double MIN_WIDTH = 1.6;

    private static final double MAX_WIDTH = 3.6;

    /** The largest error of curves when a center of mass is computed, in pixels. */
    private static final double FLATNESS = 0.3;

    /** The levels of red, green and blue: those of the background are below those of the ink. */
    private static final double MAX_BACKGROUND = 96;

    private static final double MIN_FOREGROUND = 128;
    private static final double MAX_LEVEL = 255;

    private SyntheticDigits() {}

    /** Generates the first {@code count} digits of a split, on all cores. */
    static Dataset generate(Seed seed, Split split, ImageShape shape, int count) {
        byte[] pixels = new byte[Math.multiplyExact(count, shape.numel())];
        byte[] labels = new byte[count];
        IntStream.range(0, count).parallel().forEach(index -> {
            RandomStream random = seed.stream(Purpose.SYNTHETIC, split.code(), index);
            int digit = random.nextInt(10);
            labels[index] = (byte) digit;
            byte[] ink = draw(digit, shape, random);
            if (shape.isColor()) {
                paint(ink, random, pixels, index * shape.numel());
            } else {
                System.arraycopy(ink, 0, pixels, index * shape.numel(), ink.length);
            }
        });
        return new MemoryDataset(
                DatasetName.SYNTHETIC.toString(), shape, pixels, labels, DatasetName.SYNTHETIC.classNames());
    }

    /** Returns one image of a digit, row by row, from 0 for the background to 255 for ink. */
    private static byte[] draw(int digit, ImageShape shape, RandomStream random) {
        List<DigitStrokes.Style> styles = DigitStrokes.of(digit);
        Path2D line = write(styles.get(random.nextInt(styles.size())), random);
        line.transform(slant(random));
        double scale = Math.min(shape.height(), shape.width()) / SIDE;
        double width = scale * random.nextDouble(MIN_WIDTH, MAX_WIDTH);
        line.transform(intoBox(line, scale * BOX - width));
        Point2D center = centerOfMass(line);
        line.transform(AffineTransform.getTranslateInstance(
                shape.width() / 2.0 - center.getX(), shape.height() / 2.0 - center.getY()));
        return ink(line, width, shape, random);
    }

    /** Writes an image in color: the ink has a random bright color, and the background a random dark one. */
    private static void paint(byte[] ink, RandomStream random, byte[] pixels, int offset) {
        for (int channel = 0; channel < ImageShape.RGB; channel++) {
            double background = random.nextDouble(0, MAX_BACKGROUND);
            double foreground = random.nextDouble(MIN_FOREGROUND, MAX_LEVEL);
            for (int i = 0; i < ink.length; i++) {
                double share = Byte.toUnsignedInt(ink[i]) / MAX_LEVEL;
                pixels[offset + channel * ink.length + i] =
                        (byte) Math.round(background + share * (foreground - background));
            }
        }
    }

    /** Returns the path of the pen: for each stroke a smooth curve through its points, displaced by {@link Displacement}. */
    private static Path2D write(DigitStrokes.Style style, RandomStream random) {
        Displacement displacement = new Displacement(random);
        Map<Point2D, Point2D> moved = new HashMap<>(); // strokes that share a point must still share it
        Path2D line = new Path2D.Double();
        for (List<Point2D> stroke : style.strokes()) {
            List<Point2D> points = new ArrayList<>();
            for (Point2D point : stroke) {
                points.add(moved.computeIfAbsent(point, displacement::move));
            }
            appendSmooth(line, points);
        }
        return line;
    }

    /** Displaces the points of a digit: each by independent noise, and all by a smooth wave over the plane. */
    private static final class Displacement {

        private static final double NOISE = 2.5;
        private static final double WAVE = 4.5;

        private final RandomStream random;
        private final double[] wave = new double[6];

        Displacement(RandomStream random) {
            this.random = random;
            random.fillUniform(wave, -1, 1);
        }

        Point2D move(Point2D point) {
            double x = point.getX();
            double y = point.getY();
            double alongX = Math.sin(y / 16 * (1 + 0.3 * wave[0]) + Math.PI * wave[1]);
            double alongY = Math.sin(x / 16 * (1 + 0.3 * wave[2]) + Math.PI * wave[3]);
            return new Point2D.Double(
                    x + WAVE * wave[4] * alongX + NOISE * random.nextGaussian(),
                    y + WAVE * wave[5] * alongY + NOISE * random.nextGaussian());
        }
    }

    /** Appends a Catmull–Rom spline through the points, as cubic Bézier curves. */
    private static void appendSmooth(Path2D line, List<Point2D> points) {
        line.moveTo(points.get(0).getX(), points.get(0).getY());
        int last = points.size() - 1;
        for (int i = 0; i < last; i++) {
            Point2D before = points.get(Math.max(i - 1, 0));
            Point2D from = points.get(i);
            Point2D to = points.get(i + 1);
            Point2D after = points.get(Math.min(i + 2, last));
            line.curveTo(
                    from.getX() + (to.getX() - before.getX()) / 6,
                    from.getY() + (to.getY() - before.getY()) / 6,
                    to.getX() - (after.getX() - from.getX()) / 6,
                    to.getY() - (after.getY() - from.getY()) / 6,
                    to.getX(),
                    to.getY());
        }
    }

    /** Stretches (a digit is taller than wide), then slants (mostly to the right), then rotates a little. */
    private static AffineTransform slant(RandomStream random) {
        AffineTransform transform = AffineTransform.getRotateInstance(Math.toRadians(7 * random.nextGaussian()));
        transform.shear(-0.18 + 0.22 * random.nextGaussian(), 0);
        transform.scale(random.nextDouble(0.6, 1.1), 1);
        return transform;
    }

    /** Scales a line so that its longer side is {@code side}; its proportions stay. */
    private static AffineTransform intoBox(Path2D line, double side) {
        Rectangle2D bounds = line.getBounds2D();
        double scale = side / Math.max(bounds.getWidth(), bounds.getHeight());
        return AffineTransform.getScaleInstance(scale, scale);
    }

    /** Computes the center of mass of a line of constant weight. */
    private static Point2D centerOfMass(Path2D line) {
        double sumX = 0;
        double sumY = 0;
        double length = 0;
        double[] to = new double[6];
        double fromX = 0;
        double fromY = 0;
        for (PathIterator it = line.getPathIterator(null, FLATNESS); !it.isDone(); it.next()) {
            if (it.currentSegment(to) == PathIterator.SEG_LINETO) {
                double segment = Math.hypot(to[0] - fromX, to[1] - fromY);
                sumX += segment * (fromX + to[0]) / 2;
                sumY += segment * (fromY + to[1]) / 2;
                length += segment;
            }
            fromX = to[0];
            fromY = to[1];
        }
        return new Point2D.Double(sumX / length, sumY / length);
    }

    /** Draws a path with an elliptic pen: {@code width} pixels wide along one axis, less along the other, at a random angle. */
    private static byte[] ink(Path2D line, double width, ImageShape shape, RandomStream random) {
        AffineTransform pen = AffineTransform.getRotateInstance(random.nextDouble(0, Math.PI));
        pen.scale(1, random.nextDouble(0.6, 1));
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.setColor(Color.WHITE);
            graphics.transform(pen);
            graphics.draw(line.createTransformedShape(inverse(pen)));
        } finally {
            graphics.dispose();
        }
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private static AffineTransform inverse(AffineTransform transform) {
        try {
            return transform.createInverse();
        } catch (NoninvertibleTransformException e) {
            throw new AssertionError("the scale of a pen is positive in both directions", e);
        }
    }
}
