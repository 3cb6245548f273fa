package wgan.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mounted file system.
 *
 * @param point the directory that it is mounted on
 * @param noexec whether it is mounted with the option {@code noexec}, which forbids to load libraries from it
 */
record Mount(Path point, boolean noexec) {
    /** The mounts that a process on Linux sees; see proc_pid_mountinfo(5). */
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private static final int POINT_FIELD = 4;
    private static final int OPTIONS_FIELD = 5;
    /** A space or another special character in a mount point, as its octal code. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    private static final int OCTAL = 8;

    /** Returns the mount that the file is on; empty if the system does not list its mounts. */
    static Optional<Mount> of(Path file) {
        return of(file, MOUNTS);
    }

    static Optional<Mount> of(Path file, Path mounts) {
        try {
            Path real = file.toRealPath();
            return Files.readAllLines(mounts).stream()
                    .map(Mount::parse)
                    .filter(mount -> real.startsWith(mount.point))
                    // The deepest one. If several are mounted on the same directory, the last one hides the others.
                    .reduce((a, b) -> b.point.getNameCount() >= a.point.getNameCount() ? b : a);
        } catch (IOException notListed) {
            return Optional.empty();
        }
    }

    private static Mount parse(String line) {
        String[] fields = line.split(" ", -1);
        String point = ESCAPE.matcher(fields[POINT_FIELD])
                .replaceAll(escape ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), OCTAL))));
        return new Mount(
                Path.of(point), List.of(fields[OPTIONS_FIELD].split(",", -1)).contains("noexec"));
    }
}
