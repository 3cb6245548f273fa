package wgan.torch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directory that the natives are unpacked into.
 *
 * <p>It is the directory that the system property {@code org.bytedeco.javacpp.cachedir} names; else JavaCPP's default,
 * {@code .javacpp/cache} in the user's home directory; if that cannot be written, {@code wgan/natives} in the directory that
 * the environment variable {@code XDG_CACHE_HOME} names; else a private directory among the temporary files.
 */
final class NativesCache {
    static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
    /** JavaCPP also reads this spelling. */
    private static final String OTHER_PROPERTY = "org.bytedeco.javacpp.cacheDir";

    private static final String OWNER_ONLY = "rwx------";

    private NativesCache() {}

    /**
     * Makes JavaCPP use the directory, and returns it. By default JavaCPP would create a directory named {@code ?} for a
     * user without a home directory.
     */
    static Path set() throws IOException {
        Path directory = choose(
                System.getProperty(PROPERTY, System.getProperty(OTHER_PROPERTY)),
                System.getProperty("user.home", ""),
                System.getenv(),
                Path.of(System.getProperty("java.io.tmpdir")));
        System.setProperty(PROPERTY, directory.toString());
        return directory;
    }

    static Path choose(@Nullable String property, String home, Map<String, String> environment, Path temporary)
            throws IOException {
        if (property != null && !property.isBlank()) {
            return Path.of(property);
        }
        Path inHome = under(home, ".javacpp", "cache");
        if (inHome != null) {
            return inHome;
        }
        Path inCache = under(environment.getOrDefault("XDG_CACHE_HOME", ""), "wgan", "natives");
        return inCache != null ? inCache : privateDirectory(temporary);
    }

    /** Returns the directory, which exists and can be used; null if it cannot, or if its parent is not an absolute path. */
    private static @Nullable Path under(String parent, String first, String second) {
        try {
            Path directory = Path.of(parent).resolve(first).resolve(second);
            if (!directory.isAbsolute()) {
                return null;
            }
            Files.createDirectories(directory);
            return Files.isWritable(directory) && Files.isReadable(directory) && Files.isExecutable(directory)
                    ? directory
                    : null;
        } catch (IOException | InvalidPathException unusable) {
            return null;
        }
    }

    /**
     * Returns a directory that only this user can write, the same at every call unless another user has created one of that
     * name. Libraries are loaded from it, so it must not be a directory that another user has prepared.
     */
    private static Path privateDirectory(Path temporary) throws IOException {
        Path fresh = Files.createTempDirectory(temporary, "wgan-natives-"); // only its owner can use it
        UserPrincipal user = Files.getOwner(fresh);
        Path lasting = temporary.resolve("wgan-natives-" + user.getName().replaceAll("[^\\w.-]", "_"));
        try {
            return Files.move(fresh, lasting);
        } catch (FileAlreadyExistsException e) {
            if (isPrivate(lasting, user)) {
                Files.delete(fresh);
                return lasting;
            }
            return fresh;
        }
    }

    private static boolean isPrivate(Path directory, UserPrincipal user) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user)
                && (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                        || PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))
                                .equals(OWNER_ONLY));
    }
}
