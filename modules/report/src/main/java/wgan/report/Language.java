package wgan.report;

import java.util.Locale;

/** The language of a report. */
public enum Language {
    /** English. */
    EN,
    /** Chinese, in simplified characters. */
    ZH;

    /** Returns the code of ISO 639-1, as on command lines and in pages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
