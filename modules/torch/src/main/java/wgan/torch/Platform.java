package wgan.torch;

import java.lang.foreign.Linker;
import java.util.Locale;
import java.util.Set;

/**
 * An operating system on a processor, as the natives jars distinguish them.
 *
 * @param name as the classifiers of the jars have it, such as {@code linux-x86_64}
 * @param musl whether it is a Linux with the C library musl, for which no libtorch is published
 */
record Platform(String name, boolean musl) {
    /** The platforms of the natives of {@code org.bytedeco:pytorch} 2.13.0. */
    static final Set<String> WITH_NATIVES = Set.of("linux-x86_64", "macosx-arm64", "windows-x86_64");

    /** Returns the platform of this process. */
    static Platform current() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
        // Only glibc has this function; the JDK looks it up in the C library of this process.
        boolean glibc = Linker.nativeLinker()
                .defaultLookup()
                .find("gnu_get_libc_version")
                .isPresent();
        return new Platform(NativesJars.platformName(), linux && !glibc);
    }

    boolean isWindows() {
        return name.startsWith("windows");
    }

    /** Returns the name, and the C library if it is musl, for messages. */
    @Override
    public String toString() {
        return musl ? name + " with the C library musl" : name;
    }
}
