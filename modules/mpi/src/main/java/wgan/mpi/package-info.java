/** The processes of a run, connected by MPI: see the module's description. */
package wgan.mpi;
