package wgan.nccl;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.image.FileText;

/**
 * The places where the library of NCCL may be.
 *
 * @param property the value of {@link Nccl#PROPERTY}
 * @param libtorch the directory of the libraries of libtorch
 */
record LibraryFinder(@Nullable String property, Path libtorch) {
    /** The file name of every NCCL 2. */
    static final String LIBRARY = "libnccl.so.2";

    /** Where pip installs the package {@code nvidia-nccl-cu13}, beside the directory of torch. */
    private static final String PIP = "nvidia/nccl/lib";

    /**
     * Returns the library that the property names: a file, or one in a directory; empty if it is not set.
     *
     * @throws NcclException if there is none
     */
    Optional<Path> named() {
        if (property == null || property.isBlank()) {
            return Optional.empty();
        }
        Path path;
        try {
            path = Path.of(property);
        } catch (InvalidPathException e) {
            throw new NcclException("system property " + Nccl.PROPERTY + " is not a path: " + e.getReason());
        }
        for (Path library :
                List.of(path, path.resolve(LIBRARY), path.resolve("lib").resolve(LIBRARY))) {
            if (Files.isRegularFile(library)) {
                return Optional.of(library.toAbsolutePath());
            }
        }
        throw new NcclException("system property " + Nccl.PROPERTY + " names " + FileText.shown(property) + ", but "
                + (Files.isDirectory(path) ? "no library of NCCL is in it" : "there is nothing") + "; expected "
                + LIBRARY + ", or its directory");
    }

    /**
     * Returns the libraries to try, in this order: by its name, which is the one that libtorch has loaded if it requires NCCL, else one that
     * the system's loader finds; beside the libraries of libtorch; where pip installs it.
     */
    List<String> candidates() {
        List<String> candidates = new ArrayList<>(List.of(LIBRARY));
        add(libtorch, candidates);
        // site-packages/torch/lib
        Path torch = libtorch.toAbsolutePath().getParent();
        if (torch != null && torch.getParent() != null) {
            add(torch.getParent().resolve(PIP), candidates);
        }
        return List.copyOf(candidates);
    }

    private static void add(Path directory, List<String> candidates) {
        Path library = directory.resolve(LIBRARY);
        if (Files.isRegularFile(library)) {
            candidates.add(library.toString());
        }
    }
}
