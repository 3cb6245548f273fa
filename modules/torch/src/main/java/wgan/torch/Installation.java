package wgan.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A libtorch on disk.
 *
 * @param source the property, the variable or the jar that named it, for messages
 * @param directory the directory of libtorch's own libraries
 * @param libraries the files to load, each after those that it requires
 */
record Installation(String source, Path directory, List<Path> libraries) {
    /**
     * The libraries to load, each after those that it requires. On Linux and macOS, the system's loader finds the other
     * libraries of a libtorch beside them, because each library names its own directory as a place to search. On Windows it
     * does not search there: the first and the third list contain the other libraries for Windows.
     */
    private static final List<String> LOAD_ORDER = Stream.of(
                    List.of("vcruntime140", "vcruntime140_1", "msvcp140", "vcomp140", "omp140"),
                    List.of("gcc_s", "quadmath", "gfortran", "openblas", "gomp"),
                    List.of("iomp5md", "uv", "asmjit", "fbgemm"),
                    NvidiaLibraries.LOAD_ORDER,
                    List.of("c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"))
            .flatMap(List::stream)
            .toList();

    /** The first bytes of every shared library on Linux. */
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    /** The version at the end of the name of NVIDIA's libraries on Windows; not the end of {@code vcruntime140_1}. */
    private static final Pattern DLL_VERSION = Pattern.compile("(64|(?<!\\d))_\\d+(_\\d+)*$");

    private static final String REMEDY =
            "expected a directory with libtorch 2.10 or later: its lib directory, or the one that holds lib";

    /** Returns the file name of the CPU part, which is the same in every libtorch. */
    static String coreLibrary() {
        return System.mapLibraryName("torch_cpu");
    }

    /**
     * Returns the libtorch in a directory that the user named: the library directory, or its parent.
     *
     * @throws TorchException if there is none
     */
    static Installation in(Path named, String source) {
        for (Path directory : List.of(named, named.resolve("lib"))) {
            if (Files.isRegularFile(directory.resolve(coreLibrary()))) {
                try (Stream<Path> files = Files.list(directory)) {
                    return new Installation(source, directory, inLoadOrder(files.toList()));
                } catch (IOException e) {
                    throw new TorchException(source + ": cannot list " + directory + ": " + e.getMessage(), e);
                }
            }
        }
        String found = !Files.exists(named)
                ? "there is nothing"
                : Files.isDirectory(named)
                        ? "there is no " + coreLibrary() + " in it, nor in its lib directory"
                        : "that is a file";
        throw new TorchException(source + " names " + named + ", but " + found + "; " + REMEDY);
    }

    /** Returns the files that must be loaded, in the order of loading. */
    static List<Path> inLoadOrder(Collection<Path> files) {
        List<Path> ordered = new ArrayList<>();
        for (String name : LOAD_ORDER) {
            files.stream().filter(file -> libraryName(file).equals(name)).forEach(ordered::add);
        }
        return List.copyOf(ordered);
    }

    /**
     * Returns whether a file is named {@code .so} but is not an ELF file; false for other names.
     *
     * <p>The JVM refuses such a file, too, but prints a warning about an executable stack first.
     */
    static boolean isNoLibrary(Path file) {
        if (!file.getFileName().toString().contains(".so")) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return !Arrays.equals(in.readNBytes(ELF.length), ELF);
        } catch (IOException unreadable) {
            return false; // loading the file then fails with the reason
        }
    }

    /**
     * Returns {@code torch_cpu} for {@code libtorch_cpu.so}, {@code libtorch_cpu.dylib}, {@code torch_cpu.dll}, and {@code
     * cudart} for {@code libcudart.so.13}, {@code cudart64_13.dll}; empty for other files.
     */
    static String libraryName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (dot <= 0 || !lowerCase.matches(".*\\.(so(\\.\\d+)*|dylib|dll)")) {
            return "";
        }
        String library = name.substring(name.startsWith("lib") ? "lib".length() : 0, dot);
        return lowerCase.endsWith(".dll") ? DLL_VERSION.matcher(library).replaceFirst("") : library;
    }
}
