package wgan.torch;

import wgan.torch.ffi.LibTorchC;

/** The order of a tensor's elements in memory. */
public enum MemoryFormat {
    /** Row-major: the last index changes fastest. */
    CONTIGUOUS,
    /** For a (B, C, H, W) tensor: the channel index changes fastest. */
    CHANNELS_LAST;

    /** Dimensions of images: (B, C, H, W). */
    static final int IMAGE_DIMS = 4;

    /** Returns the code of this format in the loaded libtorch. */
    int code() {
        return switch (this) {
            case CONTIGUOUS -> LibTorchC.aoti_torch_memory_format_contiguous_format();
            case CHANNELS_LAST -> LibTorchC.aoti_torch_memory_format_channels_last();
        };
    }
}
