package wgan.torch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The libtorch in the jars that the JavaCPP project publishes, unpacked once into a cache.
 *
 * <p>On a module path such a jar is a module that no other module requires, so the runtime does not resolve it. This class
 * searches the files of the path for it.
 */
final class NativesJars {
    private static final String CUDA_EXTENSION = "-gpu";
    /** The CUDA build comes before the CPU build: it is on the path only if the user has chosen it. */
    private static final List<String> EXTENSIONS = List.of(CUDA_EXTENSION, "");

    private static final String JAR_SCHEME = "jar:";
    private static final String JAR_SEPARATOR = "!/";

    private NativesJars() {}

    /** Returns the name of this process's platform in the classifiers of the jars. */
    static String platformName() {
        return Loader.Detector.getPlatform();
    }

    /**
     * Returns the libtorch for the platform; empty if no jar has it.
     *
     * @throws TorchException if it cannot be unpacked, or cannot run on the platform
     */
    static Optional<Installation> find(Platform platform) {
        List<String> folders = EXTENSIONS.stream()
                .map(extension -> "org/bytedeco/pytorch/" + platform.name() + extension + "/")
                .toList();
        return locate("pytorch", folders, Installation.coreLibrary())
                .map(core -> unpack(core.url(), core.folder(), platform));
    }

    private static Installation unpack(URL core, String folder, Platform platform) {
        String cache = "the cache of natives";
        try {
            cache = NativesCache.set().toString();
            List<Path> files = new ArrayList<>(unpackFolder(core, folder, Installation.coreLibrary()));
            // On some platforms, libtorch multiplies matrices by an OpenBLAS, which is in a separate jar.
            String openblas = "org/bytedeco/openblas/" + platform.name() + "/";
            String header = "include/openblas_config.h";
            Optional<Located> marker = locate("openblas", List.of(openblas), header);
            if (marker.isPresent()) {
                files.addAll(unpackFolder(marker.get().url(), openblas, header));
            }
            // The CUDA build requires NVIDIA's libraries, which are in jars of their own, if they are on the path.
            if (folder.endsWith(CUDA_EXTENSION + "/")) {
                String cuda = "org/bytedeco/cuda/" + platform.name() + "/";
                for (URL jar : locateAll(cuda)) {
                    files.addAll(unpackFolder(jar, cuda, ""));
                }
            }
            Path directory = files.stream()
                    .filter(file -> file.endsWith(Installation.coreLibrary()))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
            return new Installation("jar org.bytedeco:pytorch", directory, Installation.inLoadOrder(files));
        } catch (IOException e) {
            throw new TorchException(
                    "cannot unpack libtorch from " + core + " into " + cache + ": " + e.getMessage()
                            + "; make that directory writable, name another one with the system property "
                            + NativesCache.PROPERTY + ", or name an unpacked libtorch with the environment variable "
                            + InstallationFinder.DIRECTORY_VARIABLE,
                    e);
        }
    }

    /**
     * Unpacks the libraries in a folder of a jar, without JavaCPP's own JNI libraries, which are unused.
     *
     * @param resource a file in the folder
     * @param name its name relative to the folder; empty if the resource is the folder
     */
    private static List<Path> unpackFolder(URL resource, String folder, String name) throws IOException {
        String location = resource.toString();
        if (location.startsWith("file:")) {
            // Not a jar but a directory on the path.
            Path file = Path.of(URI.create(location));
            Path directory = name.isEmpty()
                    ? file
                    : file.getRoot()
                            .resolve(file.subpath(
                                    0, file.getNameCount() - Path.of(name).getNameCount()));
            try (Stream<Path> files = Files.list(directory)) {
                return files.toList();
            }
        }
        if (!location.startsWith(JAR_SCHEME + "file:")) {
            throw new IOException("expected a jar that is a file, or a directory");
        }
        // Not with JarURLConnection: it ends the jar's name at the first separator, which may be part of the name of a
        // directory.
        String jarLocation =
                location.substring(JAR_SCHEME.length(), location.length() - (JAR_SEPARATOR + folder + name).length());
        List<Path> files = new ArrayList<>();
        try (JarFile jar = new JarFile(Path.of(URI.create(jarLocation)).toFile())) {
            List<String> libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.startsWith(folder) && entry.indexOf('/', folder.length()) < 0)
                    .filter(entry -> {
                        String library = Installation.libraryName(Path.of(entry));
                        return !library.isEmpty() && !library.startsWith("jni");
                    })
                    .toList();
            for (String library : libraries) {
                URL entry = URI.create(JAR_SCHEME + jarLocation.replace("!", "%21") + JAR_SEPARATOR + library)
                        .toURL();
                File file = Loader.cacheResource(entry);
                if (file == null) {
                    throw new IOException("JavaCPP returned no file for " + library);
                }
                files.add(file.toPath());
            }
        }
        return files;
    }

    /** A file that was found, and the one of several folders that it is in. */
    private record Located(URL url, String folder) {}

    /**
     * Searches the class path, the resolved modules, and then every file of the module path. Those that are named after the
     * artifact come first: opening all the others takes tens of milliseconds of every start.
     *
     * @param artifact the start of the usual name of the jar
     * @param folders in the order of preference
     * @param name of the file in the folder
     */
    private static Optional<Located> locate(String artifact, List<String> folders, String name) {
        for (String folder : folders) {
            URL resolved = NativesJars.class.getClassLoader().getResource(folder + name);
            if (resolved != null) {
                return Optional.of(new Located(resolved, folder));
            }
        }
        Map<Boolean, List<Path>> roots = ModulePath.roots(System.getProperty("jdk.module.path", "")).stream()
                .collect(Collectors.partitioningBy(
                        root -> String.valueOf(root.getFileName()).startsWith(artifact)));
        for (boolean isNamed : new boolean[] {true, false}) {
            for (String folder : folders) {
                for (Path root : roots.getOrDefault(isNamed, List.of())) {
                    Optional<URL> found = ModulePath.find(folder + name, root);
                    if (found.isPresent()) {
                        return Optional.of(new Located(found.get(), folder));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns a folder wherever it is: on the class path, in the resolved modules and in every file of the module path. */
    private static List<URL> locateAll(String folder) {
        List<URL> found = new ArrayList<>();
        try {
            found.addAll(Collections.list(NativesJars.class.getClassLoader().getResources(folder)));
        } catch (IOException e) {
            throw new TorchException("cannot search the class path for " + folder + ": " + e.getMessage(), e);
        }
        for (Path root : ModulePath.roots(System.getProperty("jdk.module.path", ""))) {
            ModulePath.find(folder, root).ifPresent(found::add);
        }
        return found;
    }
}
