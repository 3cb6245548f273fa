/**
 * Training by several GPUs, which NVIDIA's NCCL connects: on one machine by NVLink or PCI Express, between machines by their network.
 *
 * <p>{@link wgan.nccl.Nccl} finds the library. The {@link wgan.nccl.NcclCommunicator} that it connects is the {@link
 * wgan.train.Collective} of a training run, with one process for each GPU. Another collective, such as that of MPI, starts the processes,
 * connects them first, and continues to exchange tensors on the CPU. Nothing is loaded before {@link wgan.nccl.Nccl#get}.
 */
@org.jspecify.annotations.NullMarked
module wgan.nccl {
    // The API has Collective, and the tensors of its methods.
    requires transitive wgan.train;
    requires static transitive org.jspecify;

    // wgan.nccl.ffi is internal.
    exports wgan.nccl;
}
