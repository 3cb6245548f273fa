package wgan.torch;

import wgan.torch.ffi.LibTorchC;

/** The type of a tensor's elements. */
public enum DType {
    BOOL("bool", 1),
    U8("u8", 1),
    I32("i32", 4),
    I64("i64", 8),
    F16("f16", 2),
    BF16("bf16", 2),
    F32("f32", 4),
    F64("f64", 8);

    private final String shortName;
    private final int bytes;

    DType(String shortName, int bytes) {
        this.shortName = shortName;
        this.bytes = bytes;
    }

    /** Returns the size of an element, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Returns whether elements are floating-point numbers. */
    public boolean isFloatingPoint() {
        return this == F16 || this == BF16 || this == F32 || this == F64;
    }

    /** Returns the code of this type in the loaded libtorch. */
    int code() {
        return switch (this) {
            case BOOL -> LibTorchC.aoti_torch_dtype_bool();
            case U8 -> LibTorchC.aoti_torch_dtype_uint8();
            case I32 -> LibTorchC.aoti_torch_dtype_int32();
            case I64 -> LibTorchC.aoti_torch_dtype_int64();
            case F16 -> LibTorchC.aoti_torch_dtype_float16();
            case BF16 -> LibTorchC.aoti_torch_dtype_bfloat16();
            case F32 -> LibTorchC.aoti_torch_dtype_float32();
            case F64 -> LibTorchC.aoti_torch_dtype_float64();
        };
    }

    static DType ofCode(int code) {
        for (DType type : values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new TorchException("a tensor has dtype number " + code + ", which this binding does not support");
    }

    /** Returns its short name, such as {@code f32}. */
    @Override
    public String toString() {
        return shortName;
    }
}
