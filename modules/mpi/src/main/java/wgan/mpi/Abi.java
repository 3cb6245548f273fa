package wgan.mpi;

import java.util.List;
import java.util.OptionalLong;
import wgan.mpi.ffi.MpiC;
import wgan.mpi.ffi.Symbols;

/**
 * The binary interfaces of MPI. They differ in their handles and constants: see {@code native/mpi_c.h}.
 *
 * <p>An instance must not be asked for a handle before {@link Symbols#use}.
 */
enum Abi {
    /** Open MPI's own. A handle is the address of an object of the library. */
    OPEN_MPI("Open MPI", MpiC.MPI_CLASSIC_THREAD_SERIALIZED) {
        @Override
        long commWorld() {
            return address("ompi_mpi_comm_world");
        }

        @Override
        long bytes() {
            return address("ompi_mpi_byte");
        }

        @Override
        long errorsReturn() {
            return address("ompi_mpi_errors_return");
        }
    },

    /** The one of MPICH and of the implementations derived from it, such as Intel MPI. A handle is an int. */
    MPICH("MPICH", MpiC.MPI_CLASSIC_THREAD_SERIALIZED) {
        @Override
        long commWorld() {
            return MpiC.MPICH_COMM_WORLD;
        }

        @Override
        long bytes() {
            return MpiC.MPICH_BYTE;
        }

        @Override
        long errorsReturn() {
            return MpiC.MPICH_ERRORS_RETURN;
        }
    },

    /** The one that the standard defines since MPI-5, for any implementation. A handle is a small integer as a pointer. */
    STANDARD("MPI-5", MpiC.MPI_ABI_THREAD_SERIALIZED) {
        @Override
        long commWorld() {
            return MpiC.MPI_ABI_COMM_WORLD;
        }

        @Override
        long bytes() {
            return MpiC.MPI_ABI_BYTE;
        }

        @Override
        long errorsReturn() {
            return MpiC.MPI_ABI_ERRORS_RETURN;
        }
    };

    private final String title;
    private final int threadSerialized;

    Abi(String title, int threadSerialized) {
        this.title = title;
        this.threadSerialized = threadSerialized;
    }

    /** Returns the communicator of all processes that were started together. */
    abstract long commWorld();

    /** Returns the type of the elements of a buffer of bytes. */
    abstract long bytes();

    /** Returns the error handler that makes functions return error codes. */
    abstract long errorsReturn();

    /** Returns the level at which any thread may call MPI, one at a time. */
    int threadSerialized() {
        return threadSerialized;
    }

    /** Returns the file names of libraries with this interface, the surest first. */
    List<String> libraries(boolean mac) {
        return switch (this) {
            case OPEN_MPI -> mac ? List.of("libmpi.40.dylib", "libmpi.dylib") : List.of("libmpi.so.40", "libmpi.so");
            case MPICH ->
                mac
                        ? List.of("libmpi.12.dylib", "libmpi.dylib")
                        : List.of("libmpich.so.12", "libmpi.so.12", "libmpi.so");
            case STANDARD ->
                mac ? List.of("libmpi_abi.0.dylib", "libmpi_abi.dylib") : List.of("libmpi_abi.so.0", "libmpi_abi.so");
        };
    }

    /** Returns the name of the interface. */
    @Override
    public String toString() {
        return title;
    }

    private static long address(String object) {
        OptionalLong address = Symbols.address(object);
        return address.orElseThrow(() -> new MpiException("MPI: the loaded library has no " + object));
    }
}
