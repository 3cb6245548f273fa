package wgan.data;

import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes what {@link Dataset#fingerprint} describes. */
final class Fingerprint {

    /** Hexadecimal digits: 64 bits, enough to distinguish the datasets of one user. */
    private static final int DIGITS = 16;

    private static final int MAX_LABEL = 255;

    private Fingerprint() {}

    /** Reads every image and label of a dataset. */
    static String of(Dataset dataset) {
        MessageDigest digest = Sha256.digest();
        for (int i = 0; i < dataset.size(); i++) {
            int label = dataset.label(i);
            if (label < 0 || label > MAX_LABEL) {
                throw new IllegalStateException("dataset %s: label of image %d is %d, expected 0 to %d"
                        .formatted(dataset.name(), i, label, MAX_LABEL));
            }
            digest.update((byte) label);
            digest.update(dataset.image(i));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
