package wgan.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/**
 * Writes images as the frames of an animated GIF that repeats forever. Immutable and thread-safe.
 *
 * <p>−1 is black and 1 is white in every frame, so that equal values have equal gray levels.
 *
 * @param scale width and height of a pixel of an image in the animation, in pixels
 * @param delay the time that a frame is shown, in hundredths of a second; browsers show a frame longer if it is less than 2
 */
public record ImageAnimation(int scale, int delay) {

    /** Ten images per second, large enough for a web page. */
    public static final ImageAnimation DEFAULT = new ImageAnimation(6, 10);

    /** The maximum scale: a frame then has 2800 × 2800 pixels, more than most screens. */
    private static final int MAX_SCALE = 100;

    /** The maximum delay: a GIF stores it in two bytes. */
    private static final int MAX_DELAY = 0xffff;

    private static final IndexColorModel GRAYS = grays();

    /** Netscape's extension, which every browser supports: block 1, and the number of repetitions, 0 for infinitely many. */
    private static final byte[] REPEAT_FOREVER = {1, 0, 0};

    /** Checks the arguments. */
    public ImageAnimation {
        if (scale < 1 || scale > MAX_SCALE || delay < 0 || delay > MAX_DELAY) {
            throw new IllegalArgumentException("animation: scale is " + scale + " and delay is " + delay
                    + ", expected 1 to " + MAX_SCALE + " and 0 to " + MAX_DELAY);
        }
    }

    /**
     * Returns the animation as the bytes of a file.
     *
     * <p>Each frame in color has a palette of its own, of at most 256 colors.
     *
     * @param images values in [−1, 1], image after image; values outside are clipped, and NaN is black
     * @param shape the shape of every image
     * @throws IllegalArgumentException if that is not a positive number of images
     */
    public byte[] gif(float[] images, ImageShape shape) {
        shape.count(images.length, "animation");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            encode(images, shape, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("animation: writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the animation to a file, which appears complete or not at all; see {@link #gif}.
     *
     * @throws DataException if the file cannot be written
     */
    public void write(float[] images, ImageShape shape, Path file) throws IOException {
        shape.count(images.length, "animation");
        AtomicFile.write(file, out -> encode(images, shape, out));
    }

    private void encode(float[] images, ImageShape shape, OutputStream bytes) throws IOException {
        byte[] pixels = Pixels.toBytes(images);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        // Without this stream, ImageIO would create a temporary file for its cache.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int first = 0; first < pixels.length; first += shape.numel()) {
                BufferedImage frame = enlarge(Pixels.toImage(pixels, first, shape));
                IIOMetadata metadata = metadata(writer, frame);
                add(control(), metadata);
                if (first == 0) {
                    add(repetition(), metadata);
                }
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
                out.flushBefore(out.getStreamPosition()); // otherwise all frames would stay in memory
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private BufferedImage enlarge(BufferedImage image) {
        int width = scale * image.getWidth();
        int height = scale * image.getHeight();
        BufferedImage frame = image.getType() == BufferedImage.TYPE_BYTE_GRAY
                ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, GRAYS)
                : new BufferedImage(width, height, image.getType());
        WritableRaster enlarged = frame.getRaster();
        Object pixel = null;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixel = image.getRaster().getDataElements(x / scale, y / scale, pixel);
                enlarged.setDataElements(x, y, pixel);
            }
        }
        return frame;
    }

    private static IndexColorModel grays() {
        byte[] levels = new byte[256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) i;
        }
        return new IndexColorModel(Byte.SIZE, levels.length, levels, levels, levels);
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage frame) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        return writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), parameters);
    }

    // The names of nodes and attributes are those of the package javax.imageio.metadata: "GIF Metadata Format".

    private static void add(IIOMetadataNode part, IIOMetadata metadata) throws IOException {
        IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
        root.appendChild(part);
        metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    }

    private IIOMetadataNode control() {
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(delay));
        control.setAttribute("transparentColorIndex", "0");
        return control;
    }

    private static IIOMetadataNode repetition() {
        IIOMetadataNode repetition = new IIOMetadataNode("ApplicationExtension");
        repetition.setAttribute("applicationID", "NETSCAPE");
        repetition.setAttribute("authenticationCode", "2.0");
        repetition.setUserObject(REPEAT_FOREVER.clone());
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(repetition);
        return extensions;
    }
}
