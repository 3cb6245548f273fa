package wgan.torch;

import java.util.List;
import wgan.torch.ffi.LibTorchC;

/**
 * Arithmetic on each element.
 *
 * <p>Shapes are broadcast as in PyTorch. A Java number beside a tensor of real numbers does not change its type. Names
 * ending in {@code InPlace} write to their first argument.
 */
public final class Elementwise {
    private static final Operator MULTIPLY = Operator.aten("mul", "Tensor");
    private static final Operator MULTIPLY_IN_PLACE = Operator.aten("mul_", "Tensor");
    private static final Operator DIVIDE = Operator.aten("div", "Tensor");
    private static final Operator MAXIMUM = Operator.aten("maximum");
    private static final Operator SIGN = Operator.aten("sign");
    private static final Operator SQUARE_ROOT = Operator.aten("sqrt");
    private static final Operator CLAMP_IN_PLACE = Operator.aten("clamp_", "Tensor");
    private static final Operator ADD_PRODUCT_IN_PLACE = Operator.aten("_foreach_addcmul_", "Tensor");
    private static final Operator ADD_QUOTIENT_IN_PLACE = Operator.aten("_foreach_addcdiv_", "Tensor");

    private Elementwise() {}

    /** a + b. */
    public static Tensor add(Tensor a, Tensor b) {
        return addScaled(a, b, 1);
    }

    /** a - b. */
    public static Tensor subtract(Tensor a, Tensor b) {
        return addScaled(a, b, -1);
    }

    /** a + scale · b, of real numbers: what adds in the C ABI refuses whole ones. */
    public static Tensor addScaled(Tensor a, Tensor b, double scale) {
        NativeThread thread = NativeThread.current();
        try (SharedHandles handles = new SharedHandles()) {
            // Of all that adds, this is what the C ABI has without a Scalar.
            thread.check(
                    LibTorchC.aoti_torch_aten_subtract_Tensor(handles.of(a), handles.of(b), -scale, thread.out()),
                    "add");
            return new Tensor(thread.outLong());
        }
    }

    /** x + number. */
    public static Tensor add(Tensor x, double number) {
        try (Tensor addend = Creation.full(number, x.dtype(), Device.CPU)) {
            return add(x, addend);
        }
    }

    /** x = x + number, for x of whole or real numbers. */
    public static void addInPlace(Tensor x, double number) {
        try (Tensor one = Creation.full(1, x.dtype(), x.device())) {
            addProductInPlace(x, one, one, number);
        }
    }

    /** a · b. */
    public static Tensor multiply(Tensor a, Tensor b) {
        return MULTIPLY.call().tensor(a).tensor(b).run();
    }

    /** factor · x. */
    public static Tensor multiply(Tensor x, double factor) {
        return MULTIPLY.call().tensor(x).scalar(factor).run();
    }

    /** x = factor · x. */
    public static void multiplyInPlace(Tensor x, double factor) {
        MULTIPLY_IN_PLACE.call().tensor(x).scalar(factor).runInPlace();
    }

    /** x = x · factor. */
    public static void multiplyInPlace(Tensor x, Tensor factor) {
        MULTIPLY_IN_PLACE.call().tensor(x).tensor(factor).runInPlace();
    }

    /** a / b. */
    public static Tensor divide(Tensor a, Tensor b) {
        return DIVIDE.call().tensor(a).tensor(b).run();
    }

    /** The greater of x and the bound. */
    public static Tensor maximum(Tensor x, double bound) {
        return MAXIMUM.call().tensor(x).scalar(bound).run();
    }

    /** -1, 0 or 1. */
    public static Tensor sign(Tensor x) {
        return SIGN.call().tensor(x).run();
    }

    /** √x. */
    public static Tensor squareRoot(Tensor x) {
        return SQUARE_ROOT.call().tensor(x).run();
    }

    /** Sets every element of x to the value. */
    public static void fillInPlace(Tensor x, double value) {
        x.lend("fill_", handle -> LibTorchC.aoti_torch_aten_fill__Scalar(handle, value));
    }

    /** Brings every element of x into [low, high]. */
    public static void clampInPlace(Tensor x, double low, double high) {
        // Bounds of x's own type and place: unlike the arithmetic above, clamp refuses a CPU number beside a GPU
        // tensor.
        try (Tensor least = Creation.full(low, x.dtype(), x.device());
                Tensor greatest = Creation.full(high, x.dtype(), x.device())) {
            CLAMP_IN_PLACE.call().tensor(x).optional(least).optional(greatest).runInPlace();
        }
    }

    /** x = x + scale · a · b. */
    public static void addProductInPlace(Tensor x, Tensor a, Tensor b, double scale) {
        addScaledInPlace(ADD_PRODUCT_IN_PLACE, x, a, b, scale);
    }

    /** x = x + scale · a / b. */
    public static void addQuotientInPlace(Tensor x, Tensor a, Tensor b, double scale) {
        addScaledInPlace(ADD_QUOTIENT_IN_PLACE, x, a, b, scale);
    }

    /** By way of the operators for lists of tensors, which take their factors as a tensor and not as a Scalar. */
    private static void addScaledInPlace(Operator operator, Tensor x, Tensor a, Tensor b, double scale) {
        DType factorType = x.dtype().isFloatingPoint() ? DType.F64 : DType.I64;
        try (Tensor factor = Creation.full(scale, factorType, Device.CPU, 1)) {
            operator.call()
                    .tensors(List.of(x))
                    .tensors(List.of(a))
                    .tensors(List.of(b))
                    .tensor(factor)
                    .runWithoutResult();
        }
    }
}
