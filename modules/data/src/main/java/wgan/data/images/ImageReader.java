package wgan.data.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import wgan.data.Split;
import wgan.data.TransferListener;

/** Reads the images of one format from a folder or a file. Used by one thread. */
sealed interface ImageReader permits PictureReader, ArrayReader {

    /**
     * An image that was read.
     */
    final class Result {
        private final String name;
        private final int label;
        private final byte[] pixels;
        private final String problem;

        /**
         * Keeps the values; an array must not be changed afterwards.
         *
         * @param name of its file, for a message
         * @param label its class number; −1 without labels
         * @param pixels in the shape of the result; empty if it is corrupt
         * @param problem why it is corrupt; empty if it is not
         */
        Result(String name, int label, byte[] pixels, String problem) {
            this.name = name;
            this.label = label;
            this.pixels = pixels;
            this.problem = problem;
        }

        String name() {
            return name;
        }

        int label() {
            return label;
        }

        byte[] pixels() {
            return pixels;
        }

        String problem() {
            return problem;
        }
    }

    /** Returns the folder or file, as the user named it. */
    Path location();

    /** Returns lines that change when the content of a file changes. */
    List<String> stamp();

    /**
     * Returns what is there, without decoding it.
     *
     * @throws IOException if a file is malformed; not if an image is corrupt
     */
    ImageSurvey survey(TransferListener listener) throws IOException;

    /**
     * Reads the images of a part in the order in which they are stored.
     *
     * @throws IOException if a file is malformed; not if an image is corrupt
     */
    void read(Split split, ImageConversion conversion, ParallelJobs.Results<Result> results) throws IOException;
}
