package wgan.torch;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The libtorch in the jars that the JavaCPP project publishes, unpacked once into its cache.
 *
 * <p>On a module path such a jar is a module that nobody requires, so the runtime does not resolve it, and it is looked
 * for here among the files of the path.
 */
final class NativesJars {
    /** The CUDA build goes before the CPU one: whoever has put it there means it. */
    private static final List<String> EXTENSIONS = List.of("-gpu", "");

    private NativesJars() {}

    /** This platform as the classifiers of the jars have it, such as {@code linux-x86_64}. */
    static String platform() {
        return Loader.Detector.getPlatform();
    }

    static Optional<Installation> find() {
        for (String extension : EXTENSIONS) {
            String folder = "org/bytedeco/pytorch/" + platform() + extension + "/";
            Optional<URL> core = locate(folder + Installation.coreLibrary());
            if (core.isPresent()) {
                return Optional.of(unpack(core.get(), folder));
            }
        }
        return Optional.empty();
    }

    private static Installation unpack(URL core, String folder) {
        try {
            List<Path> files = new ArrayList<>(unpackFolder(core, folder));
            // Some platforms' libtorch multiplies matrices by an OpenBLAS that comes in a jar of its own.
            String openblas = "org/bytedeco/openblas/" + platform() + "/";
            Optional<URL> marker = locate(openblas + "include/openblas_config.h");
            if (marker.isPresent()) {
                files.addAll(unpackFolder(marker.get(), openblas));
            }
            Path directory = files.stream()
                    .filter(file -> file.endsWith(Installation.coreLibrary()))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
            return new Installation("jar org.bytedeco:pytorch", directory, Installation.inLoadOrder(files));
        } catch (IOException e) {
            throw new TorchException(
                    "cannot unpack libtorch from " + core + " into " + cacheName() + ": " + e.getMessage()
                            + "; make that directory writable, name another with -Dorg.bytedeco.javacpp.cachedir=DIR,"
                            + " or name an unpacked libtorch with LIBTORCH",
                    e);
        }
    }

    private static String cacheName() {
        return System.getProperty("org.bytedeco.javacpp.cachedir", "~/.javacpp/cache");
    }

    /** Unpacks the libraries of the folder that a resource is in; JavaCPP's own JNI libraries are not needed. */
    private static List<Path> unpackFolder(URL resource, String folder) throws IOException {
        if (!(resource.openConnection() instanceof JarURLConnection connection)) {
            // Not a jar but a folder on the path.
            try (Stream<Path> files =
                    Files.list(Path.of(URI.create(resource.toString())).getParent())) {
                return files.toList();
            }
        }
        List<Path> files = new ArrayList<>();
        try (JarFile jar =
                new JarFile(new File(URI.create(connection.getJarFileURL().toString())))) {
            List<String> names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
                    .filter(name -> {
                        String library = Installation.libraryName(Path.of(name));
                        return !library.isEmpty() && !library.startsWith("jni");
                    })
                    .toList();
            for (String name : names) {
                URL entry = URI.create("jar:" + connection.getJarFileURL() + "!/" + name)
                        .toURL();
                File file = Loader.cacheResource(entry);
                if (file == null) {
                    throw new IOException("the cache gave no file for " + name);
                }
                files.add(file.toPath());
            }
        }
        return files;
    }

    /** The resource on the class path, in a resolved module, or in any module of the module path. */
    private static Optional<URL> locate(String resource) {
        URL resolved = NativesJars.class.getClassLoader().getResource(resource);
        if (resolved != null) {
            return Optional.of(resolved);
        }
        Path[] modulePath = Arrays.stream(
                        System.getProperty("jdk.module.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toArray(Path[]::new);
        for (ModuleReference module : ModuleFinder.of(modulePath).findAll()) {
            if (module.descriptor().name().startsWith("org.bytedeco.")) {
                try (ModuleReader reader = module.open()) {
                    Optional<URI> found = reader.find(resource);
                    if (found.isPresent()) {
                        return Optional.of(found.get().toURL());
                    }
                } catch (IOException e) {
                    throw new TorchException(
                            "cannot read " + module.location().orElseThrow() + ": " + e.getMessage(), e);
                }
            }
        }
        return Optional.empty();
    }
}
