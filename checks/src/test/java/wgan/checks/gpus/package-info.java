/** The GPUs of several processes, connected by NCCL: see {@code checks/gpus.sh}. */
package wgan.checks.gpus;
