package wgan.train;

import java.util.Locale;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * The floating-point numbers that training computes with. Master parameters, their gradients and statistics are f32 in both
 * cases.
 */
public enum Precision {
    /** 32-bit numbers. */
    FP32(DType.F32),
    /** Mixed precision: activations and the compute copy of the parameters are bf16. */
    BF16(DType.BF16);

    private final DType dtype;

    Precision(DType dtype) {
        this.dtype = dtype;
    }

    /** Returns bf16 for a device that supports it natively, else fp32. */
    public static Precision automatic(Device device) {
        return LibTorch.get().hasNativeBf16(device) ? BF16 : FP32;
    }

    /** Returns the type of the networks' inputs and activations. */
    public DType dtype() {
        return dtype;
    }

    /** Returns the name in files and on command lines: {@code fp32} or {@code bf16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
