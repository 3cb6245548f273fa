package wgan.train;

import java.util.Locale;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** The numbers that training computes with. Parameters, their gradients and statistics are kept in f32 in any case. */
public enum Precision {
    /** 32 bits throughout. */
    FP32(DType.F32),
    /** Activations, and the copy of the parameters that they meet, in 16 bits, of which 8 are the exponent's. */
    BF16(DType.BF16);

    private final DType samples;

    Precision(DType samples) {
        this.samples = samples;
    }

    /** bf16 where the device has it natively, else fp32. */
    public static Precision automatic(Device device) {
        return LibTorch.get().hasNativeBf16(device) ? BF16 : FP32;
    }

    /** The type of what goes through the networks. */
    DType samples() {
        return samples;
    }

    /** As the command line has it: {@code fp32} or {@code bf16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
