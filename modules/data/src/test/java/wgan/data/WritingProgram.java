package wgan.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a file in a process of its own; see {@link AtomicFileTests}. */
final class WritingProgram {

    private WritingProgram() {}

    /**
     * Writes as many bytes as the second argument says to the file that the first one names, prints a line, waits for the end
     * of standard input, and finishes. A failure is printed.
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        try {
            AtomicFile.write(file, out -> {
                out.write(new byte[size]);
                out.flush();
                print("writing");
                while (System.in.read() >= 0) {
                    // until it is closed
                }
            });
            print("done");
        } catch (DataException e) {
            print(e.reason() + " " + e.getMessage());
        } catch (IOException e) {
            print(e.toString());
        }
    }

    private static void print(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
