package wgan.torch;

import wgan.torch.ffi.LibTorchC;

/** In which order the elements of a tensor lie in memory. */
public enum MemoryFormat {
    /** Row by row: the last index runs fastest. */
    CONTIGUOUS,
    /** Of a (B, C, H, W) tensor: the channel index runs fastest. */
    CHANNELS_LAST;

    /** The number that the loaded libtorch has for it. */
    int code() {
        return switch (this) {
            case CONTIGUOUS -> LibTorchC.aoti_torch_memory_format_contiguous_format();
            case CHANNELS_LAST -> LibTorchC.aoti_torch_memory_format_channels_last();
        };
    }
}
