/** The GPUs of a run, connected by NCCL: see the module's description. */
package wgan.nccl;
