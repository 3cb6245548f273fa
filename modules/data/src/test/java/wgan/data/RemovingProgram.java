package wgan.data;

import java.nio.file.Path;

/** Removes the abandoned files of a folder in a process of its own. */
final class RemovingProgram {

    private RemovingProgram() {}

    /** Removes those in the folder that the first argument names, and prints a line. */
    public static void main(String[] arguments) {
        AtomicFile.removeAbandoned(Path.of(arguments[0]));
        System.out.println("done");
    }
}
