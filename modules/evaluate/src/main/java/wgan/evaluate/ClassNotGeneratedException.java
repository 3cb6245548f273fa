package wgan.evaluate;

import java.io.IOException;

/** A generator generates too few images of a class. */
public final class ClassNotGeneratedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int label;

    ClassNotGeneratedException(int label, long found, long requested, int tries) {
        super("class " + label + ": " + found + " of " + requested + " images found among " + tries
                + " generated ones; the generator rarely generates this class");
        this.label = label;
    }

    /** Returns the class number. */
    public int label() {
        return label;
    }
}
