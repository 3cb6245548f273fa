package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.data.IdxFile;
import wgan.data.ImageAnimation;
import wgan.data.ImageGrid;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/** The formats of files with images; the end of a file's name selects one. */
enum OutputFormat {
    /** A PNG of all images. */
    GRID("a grid"),
    /** An animated GIF that shows one image after the other. */
    ANIMATION("an animation"),
    /** MNIST's own format, compressed or not. */
    IDX("a file in MNIST's format");

    private final String description;

    OutputFormat(String description) {
        this.description = description;
    }

    /**
     * Returns the format of a file.
     *
     * @param option the option that names the file
     * @throws ParameterException if its name has no known end
     */
    static OutputFormat of(Path file, String option, CommandLine command) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith("-idx3-ubyte") || name.endsWith("-idx4-ubyte") || name.endsWith(".gz")) {
            return IDX;
        }
        if (name.endsWith(".gif")) {
            return ANIMATION;
        }
        if (name.endsWith(".png")) {
            return GRID;
        }
        throw new ParameterException(
                command, option + " is " + file + ", expected a name that ends in .png, .gif, -idx3-ubyte or .gz");
    }

    /**
     * Checks that a file is one for which only a PNG is written.
     *
     * @param option the option that names the file
     * @throws ParameterException if its name does not end in .png
     */
    static void requirePng(Path file, String option, CommandLine command) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ParameterException(command, option + " is " + file + ", expected a name that ends in .png");
        }
    }

    /**
     * Writes images.
     *
     * @param images numbers in [-1, 1], image after image
     * @param shape of every image
     * @param columns images in a row of a grid
     */
    void write(float[] images, ImageShape shape, int columns, Path file) throws IOException {
        switch (this) {
            case GRID ->
                new ImageGrid(columns, ImageGrid.LAB.padding(), ImageGrid.LAB.scaling()).write(images, shape, file);
            case ANIMATION -> ImageAnimation.DEFAULT.write(images, shape, file);
            case IDX -> IdxFile.writeImages(file, Pixels.toBytes(images), shape);
        }
    }

    /** Returns a description for messages. */
    @Override
    public String toString() {
        return description;
    }
}
