package wgan.nccl;

import java.util.function.LongConsumer;

/** The stream to which libtorch adds the work of a GPU: see {@link wgan.torch.Device#onCurrentStream}. */
@FunctionalInterface
interface CurrentStream {
    /** Calls a function with the address of the stream, while its GPU is the current device of the thread. */
    void call(LongConsumer function);
}
