package wgan.cli;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of file that images are written to; the end of its name says which. */
enum OutputFormat {
    /** One PNG image of all. */
    GRID("a grid"),
    /** One after another in an animated GIF. */
    ANIMATION("an animation"),
    /** MNIST's own format, packed or not. */
    IDX("a file in MNIST's format");

    private final String words;

    OutputFormat(String words) {
        this.words = words;
    }

    static OutputFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith("-idx3-ubyte") || name.endsWith(".gz")) {
            return IDX;
        }
        return name.endsWith(".gif") ? ANIMATION : GRID;
    }

    /** In words, as messages have it. */
    @Override
    public String toString() {
        return words;
    }
}
