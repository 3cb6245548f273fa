/**
 * Training by several processes, on one machine or on several, that a launcher of MPI starts: {@code mpirun -n 4 java ...}.
 *
 * <p>{@link wgan.mpi.Mpi} finds the launcher and the library of an installed MPI: Open MPI, MPICH or one with the binary interface of
 * MPI-5. The {@link wgan.mpi.MpiCommunicator} that it connects is the {@link wgan.train.Collective} of a training run. Nothing is
 * loaded in a process that no launcher has started.
 */
@org.jspecify.annotations.NullMarked
module wgan.mpi {
    // The API has Collective, and the tensors of its methods.
    requires transitive wgan.train;
    requires static transitive org.jspecify;

    // wgan.mpi.ffi is internal.
    exports wgan.mpi;
}
