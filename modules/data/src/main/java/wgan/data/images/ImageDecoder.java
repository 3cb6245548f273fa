package wgan.data.images;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import wgan.image.FileKind;

/**
 * Decodes PNG, JPEG, BMP and GIF files with the JDK's readers. Immutable and thread-safe.
 *
 * <p>The levels are those in the file: color profiles and gamma are ignored, as by Pillow. Levels of 16 bits are rounded to 8.
 *
 * @param channels of the result, 1 or 3
 * @param background 0xRRGGBB, behind transparent pixels
 */
record ImageDecoder(int channels, int background, Limits limits) {

    private static final int OPAQUE = 255;

    /**
     * Decodes the content of a file.
     *
     * @throws BadImageException if it is malformed or not supported, or there is not enough memory
     */
    RawImage decode(byte[] file) throws BadImageException {
        try {
            ImageHeader header = ImageHeader.read(new ByteArrayInputStream(file), limits);
            Canvas canvas = new Canvas(header);
            if (header.kind() == FileKind.GIF) {
                GifFile gif = GifFile.read(new DataInputStream(new ByteArrayInputStream(file)));
                canvas.moveTo(gif.top(), gif.left());
            }
            canvas.draw(read(file, header));
            return canvas.image();
        } catch (BadImageException e) {
            throw e;
        } catch (EOFException e) {
            throw new BadImageException("is truncated; fetch or copy it again", e);
        } catch (IOException | RuntimeException e) {
            // The JDK's readers throw unchecked exceptions of many kinds for malformed files.
            throw new BadImageException("is damaged (" + reason(e) + "); fetch or copy it again", e);
        } catch (OutOfMemoryError e) {
            throw new BadImageException(
                    "is too large for the memory of this process; use a smaller image, or a larger -Xmx", e);
        }
    }

    private static String reason(Throwable e) {
        Throwable first = e.getCause() instanceof IOException cause ? cause : e;
        String message = first.getMessage();
        return message == null || message.isBlank()
                ? first.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }

    private static BufferedImage read(byte[] file, ImageHeader header) throws IOException {
        byte[] checked = switch (header.kind()) {
            case PNG -> PngFile.checked(file);
            case JPEG -> JpegFile.checked(file);
            case BMP -> BmpFile.checked(file, header);
            default -> {
                GifFile.requireComplete(new DataInputStream(new ByteArrayInputStream(file)));
                yield file;
            }
        };
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(header.kind().name().toLowerCase(Locale.ROOT));
        ImageReader reader = readers.next();
        // Not ImageIO.createImageInputStream, which creates a temporary file.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(checked))) {
            reader.setInput(in, true, true);
            DamageWarning damage = new DamageWarning();
            reader.addIIOReadWarningListener(damage);
            Optional<InkModel> inks = header.kind() == FileKind.JPEG ? JpegFile.inks(checked) : Optional.empty();
            // The JDK's reader reads four components as numbers only.
            BufferedImage image = inks.isPresent()
                    ? inks.get().toRgb(reader.readRaster(0, reader.getDefaultReadParam()))
                    : reader.read(0);
            damage.requireNone();
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** The upright image that is drawn. */
    private final class Canvas {
        private final ImageHeader header;
        private final int width;
        private final byte[] pixels;
        private final int backgroundGray = Luminance.of(background);
        private int top;
        private int left;

        Canvas(ImageHeader header) {
            this.header = header;
            this.width = header.uprightWidth();
            this.pixels = new byte[header.height() * header.width() * channels];
        }

        /** Sets where the image is, and fills the canvas with the background. */
        void moveTo(int row, int column) {
            top = row;
            left = column;
            Arrays.fill(pixels, (byte) backgroundGray);
            if (channels == RawImage.MAX_CHANNELS) {
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (byte) (background >> (16 - 8 * (i % channels)));
                }
            }
        }

        RawImage image() {
            return new RawImage(header.uprightHeight(), width, channels, pixels);
        }

        void draw(BufferedImage image) throws BadImageException {
            if (top + image.getHeight() > header.height() || left + image.getWidth() > header.width()) {
                throw new BadImageException("has %d × %d pixels, expected %d × %d as its header states"
                        .formatted(image.getHeight(), image.getWidth(), header.height(), header.width()));
            }
            ColorModel model = image.getColorModel();
            if (model instanceof IndexColorModel palette) {
                drawPalette(image.getRaster(), palette);
            } else if (model instanceof ComponentColorModel) {
                drawSamples(image.getRaster(), model.hasAlpha());
            } else {
                int[] row = new int[image.getWidth()];
                for (int y = 0; y < image.getHeight(); y++) {
                    image.getRGB(0, y, row.length, 1, row, 0, row.length);
                    for (int x = 0; x < row.length; x++) {
                        set(y, x, row[x]);
                    }
                }
            }
        }

        private void drawPalette(Raster raster, IndexColorModel palette) {
            int[] colors = new int[palette.getMapSize()];
            palette.getRGBs(colors);
            int[] row = new int[raster.getWidth()];
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(0, y, row.length, 1, 0, row);
                for (int x = 0; x < row.length; x++) {
                    set(y, x, row[x] < colors.length ? colors[row[x]] : 0);
                }
            }
        }

        /** Draws gray, gray with alpha, RGB or RGB with alpha, of 8 or 16 bits. */
        private void drawSamples(Raster raster, boolean hasAlpha) {
            int bands = raster.getNumBands();
            boolean isGray = bands < 3;
            boolean isWide = raster.getTransferType() == DataBuffer.TYPE_USHORT;
            int[] row = new int[raster.getWidth() * bands];
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getPixels(0, y, raster.getWidth(), 1, row);
                if (isWide) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] = (row[i] * 255 + 32767) / 65535;
                    }
                }
                for (int x = 0, at = 0; x < raster.getWidth(); x++, at += bands) {
                    int alpha = hasAlpha ? row[at + bands - 1] : OPAQUE;
                    int rgb = isGray ? row[at] * 0x010101 : row[at] << 16 | row[at + 1] << 8 | row[at + 2];
                    set(y, x, alpha << 24 | rgb);
                }
            }
        }

        private void set(int y, int x, int argb) {
            int alpha = argb >>> 24;
            int red = over(argb, alpha, 16);
            int green = over(argb, alpha, 8);
            int blue = over(argb, alpha, 0);
            int row = header.orientation().row(top + y, left + x, header.height(), header.width());
            int column = header.orientation().column(top + y, left + x, header.height(), header.width());
            int at = (row * width + column) * channels;
            if (channels == 1) {
                pixels[at] = (byte) Luminance.of(red, green, blue);
            } else {
                pixels[at] = (byte) red;
                pixels[at + 1] = (byte) green;
                pixels[at + 2] = (byte) blue;
            }
        }

        private int over(int argb, int alpha, int shift) {
            int level = argb >> shift & 0xff;
            return alpha == OPAQUE
                    ? level
                    : (level * alpha + (background >> shift & 0xff) * (OPAQUE - alpha) + 127) / OPAQUE;
        }
    }
}
