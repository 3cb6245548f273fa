package wgan.data.images;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Receives the warnings of a reader: for a truncated image, the JDK's readers return a part of it and a warning. */
final class DamageWarning implements IIOReadWarningListener {

    private String first = "";

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        boolean isDamage = warning.contains("Premature end") || warning.contains("Corrupt");
        if (first.isEmpty() && isDamage) {
            first = warning.strip().lines().findFirst().orElse(warning);
        }
    }

    /** Throws if a warning means that pixels are missing or wrong. */
    void requireNone() throws BadImageException {
        if (!first.isEmpty()) {
            throw new BadImageException("is damaged (" + first + "); fetch or copy it again");
        }
    }
}
