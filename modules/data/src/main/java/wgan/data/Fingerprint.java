package wgan.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import wgan.image.ImageShape;

/** Computes what {@link Dataset#fingerprint} describes. */
final class Fingerprint {

    /** Hexadecimal digits: 64 bits, enough to distinguish the datasets of one user. */
    private static final int DIGITS = 16;

    private Fingerprint() {}

    /** Reads every image and label of a dataset. */
    static String of(Dataset dataset) {
        MessageDigest digest = Sha256.digest();
        if (!dataset.shape().equals(ImageShape.MNIST)) { // those of MNIST's shape are as old as the first runs
            digest.update(dataset.shape().toString().getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < dataset.size(); i++) {
            if (dataset.classes() > 0) {
                digest.update(label(dataset, i));
            }
            digest.update(dataset.image(i));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static byte label(Dataset dataset, int index) {
        int label = dataset.label(index);
        if (label < 0 || label >= Math.min(dataset.classes(), Dataset.MAX_CLASSES)) {
            throw new IllegalStateException("dataset %s: label of image %d is %d, expected 0 to %d"
                    .formatted(dataset.name(), index, label, Math.min(dataset.classes(), Dataset.MAX_CLASSES) - 1));
        }
        return (byte) label;
    }
}
