package wgan.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A CUDA build of libtorch for tests, which must load with or without a GPU: the directory that the environment variable
 * {@code WGAN_CUDA_LIBTORCH} names, else the torch of {@code python3} if it is such a build.
 */
public final class CudaTorch {
    private static final String DIRECTORY = "WGAN_CUDA_LIBTORCH";
    private static final String PRINT_DIRECTORY =
            "import importlib.metadata as m; print(m.distribution('torch').locate_file('torch'))";

    private CudaTorch() {}

    /** Returns its directory; skips the test if there is none. */
    public static Path directory() throws IOException, InterruptedException {
        String named = System.getenv(DIRECTORY);
        if (named != null) {
            return Path.of(named);
        }
        Optional<Path> found = directory("python3");
        assumeTrue(
                found.isPresent(),
                "no CUDA build of libtorch: " + DIRECTORY + " is not set, and python3 has no torch with a CUDA part");
        return found.get();
    }

    /** Returns the directory of a Python's torch; empty without Python or torch, or if it has no CUDA part. */
    static Optional<Path> directory(String python) throws IOException, InterruptedException {
        return PythonTorch.print(python, PRINT_DIRECTORY)
                .map(Path::of)
                .filter(torch -> Files.exists(torch.resolve("lib").resolve(System.mapLibraryName("torch_cuda"))));
    }
}
