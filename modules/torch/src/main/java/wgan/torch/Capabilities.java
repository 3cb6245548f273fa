package wgan.torch;

import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * The properties of the loaded libtorch that differ between versions and builds.
 *
 * @param abiVersion the version of the C ABI, with the version of libtorch in its upper bytes
 * @param makesBoxes whether it has a function that allocates boxes for optional arguments
 * @param keepsErrorText whether it has a function that returns the error text of the last failure
 * @param hasOneDnn whether it has oneDNN's matrix product
 */
record Capabilities(long abiVersion, boolean makesBoxes, boolean keepsErrorText, boolean hasOneDnn) {
    private static final Operator ONE_DNN_SUPPORTS_BF16 = Operator.of("mkldnn::_is_mkldnn_bf16_supported() -> bool");

    private static final int MAJOR_BITS = 56;
    private static final int MINOR_BITS = 48;
    private static final int PATCH_BITS = 40;
    private static final int BYTE = 0xff;

    static Capabilities ofLoadedLibrary() {
        return new Capabilities(
                LibTorchC.aoti_torch_abi_version(),
                Symbols.has("torch_new_stable_ivalue"),
                Symbols.has("torch_exception_get_what_without_backtrace"),
                Symbols.has("aoti_torch_cpu__linear_pointwise"));
    }

    /** Returns the version of libtorch, such as {@code 2.13.0}. */
    String version() {
        return (abiVersion >>> MAJOR_BITS) + "." + (abiVersion >>> MINOR_BITS & BYTE) + "."
                + (abiVersion >>> PATCH_BITS & BYTE);
    }

    /** Returns whether the processor has bf16 instructions and libtorch uses them. */
    boolean hasNativeBf16() {
        return hasOneDnn
                && Processor.hasBf16()
                && ONE_DNN_SUPPORTS_BF16.callForResults().bool(0);
    }
}
