package wgan.torch;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import wgan.torch.ffi.LibTorchC;

/** The operators behind {@link TensorArithmetic}. */
final class Elementwise {
    private static final Operator MUL = Operator.of("aten::mul.Tensor(Tensor self, Tensor other) -> Tensor");
    private static final Operator MUL_ =
            Operator.keepingShapes("aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)");
    private static final Operator DIV = Operator.of("aten::div.Tensor(Tensor self, Tensor other) -> Tensor");
    private static final Operator DIV_ =
            Operator.keepingShapes("aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)");
    private static final Operator NEG = Operator.of("aten::neg(Tensor self) -> Tensor");
    private static final Operator ABS = Operator.of("aten::abs(Tensor self) -> Tensor");
    private static final Operator SIGN = Operator.of("aten::sign(Tensor self) -> Tensor");
    private static final Operator SQRT = Operator.of("aten::sqrt(Tensor self) -> Tensor");
    private static final Operator EXP = Operator.of("aten::exp(Tensor self) -> Tensor");
    private static final Operator LOG = Operator.of("aten::log(Tensor self) -> Tensor");
    private static final Operator MAXIMUM = Operator.of("aten::maximum(Tensor self, Tensor other) -> Tensor");
    private static final Operator MINIMUM = Operator.of("aten::minimum(Tensor self, Tensor other) -> Tensor");
    private static final Operator MAXIMUM_OUT =
            Operator.keepingShapes("aten::maximum.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)");
    private static final Operator MINIMUM_OUT =
            Operator.keepingShapes("aten::minimum.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)");
    private static final Operator LERP_ =
            Operator.keepingShapes("aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)");
    private static final Operator GT_OUT =
            Operator.keepingShapes("aten::gt.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)");
    private static final Operator FOREACH_ADDCMUL = Operator.of(
            "aten::_foreach_addcmul.Tensor(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> Tensor[]");
    private static final Operator FOREACH_ADDCMUL_ = Operator.keepingShapes(
            "aten::_foreach_addcmul_.Tensor(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> ()");
    private static final Operator FOREACH_ADDCDIV_ = Operator.keepingShapes(
            "aten::_foreach_addcdiv_.Tensor(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> ()");

    private Elementwise() {}

    /** Calls operators under the name and with the arguments of an operation whose own they do not have. */
    private static Tensor as(String operation, Supplier<Tensor> operators, Object... arguments) {
        try {
            return operators.get();
        } catch (TorchException e) {
            throw e.as(operation, List.of(arguments));
        }
    }

    /** Returns the arguments of an addition; a factor of 1 is the default. */
    private static Object[] arguments(Tensor x, Tensor other, double alpha) {
        return alpha == 1 ? new Object[] {x, other} : new Object[] {x, other, alpha};
    }

    static Tensor add(Tensor x, Tensor other, double alpha) {
        return as("add", () -> sum(x, other, alpha), arguments(x, other, alpha));
    }

    static Tensor sub(Tensor x, Tensor other) {
        return as("sub", () -> sum(x, other, -1), x, other);
    }

    private static Tensor sum(Tensor x, Tensor other, double alpha) {
        if (!x.dtype().isFloatingPoint() && !other.dtype().isFloatingPoint()) {
            return addIntegers(x, other, alpha);
        }
        return difference(x, other, -alpha);
    }

    /** Of the additions and subtractions, only this function of the C ABI has no Scalar argument. It refuses integers. */
    private static Tensor difference(Tensor x, Tensor other, double alpha) {
        NativeThread thread = NativeThread.current();
        try (SharedHandles handles = new SharedHandles()) {
            thread.check(
                    LibTorchC.aoti_torch_aten_subtract_Tensor(handles.of(x), handles.of(other), alpha, thread.out()),
                    "sub",
                    x,
                    other);
            return new Tensor(thread.outLong());
        }
    }

    private static Tensor addIntegers(Tensor x, Tensor other, double alpha) {
        try (Tensor one = Creation.full(1, other.dtype(), other.device());
                Tensor scalars = scalars(alpha, x)) {
            return FOREACH_ADDCMUL
                    .callForResults(List.of(x), List.of(other), List.of(one), scalars)
                    .tensors(0)
                    .getFirst();
        }
    }

    static Tensor add(Tensor x, double other) {
        return as("add", () -> sum(x, other), x, other);
    }

    static Tensor sub(Tensor x, double other) {
        return as("sub", () -> sum(x, -other), x, other);
    }

    private static Tensor sum(Tensor x, double other) {
        try (Tensor number = x.dtype().isFloatingPoint()
                ? Creation.full(other, DType.F64, Device.CPU)
                : Creation.full(whole(other, x), x.dtype(), x.device())) {
            return withDimension(x, vector -> sum(vector, number, 1));
        }
    }

    static Tensor add_(Tensor x, Tensor other, double alpha) {
        return as("add_", () -> sum_(x, other, alpha), arguments(x, other, alpha));
    }

    static Tensor sub_(Tensor x, Tensor other) {
        return as("sub_", () -> sum_(x, other, -1), x, other);
    }

    private static Tensor sum_(Tensor x, Tensor other, double alpha) {
        if (x.dtype() != other.dtype()) {
            try (Tensor sum = sum(x, other, alpha)) {
                return x.copy_(sum);
            }
        }
        try (Tensor one = Creation.full(1, other.dtype(), other.device())) {
            return foreach(FOREACH_ADDCMUL_, x, other, one, alpha);
        }
    }

    static Tensor add_(Tensor x, double other) {
        try (Tensor one = Creation.full(1, x.dtype(), x.device())) {
            return as("add_", () -> foreach(FOREACH_ADDCMUL_, x, one, one, other), x, other);
        }
    }

    static Tensor mul(Tensor x, Tensor other) {
        return MUL.call(x, other);
    }

    static Tensor mul(Tensor x, double other) {
        Number number = number(other, x);
        return withDimension(x, vector -> MUL.call(vector, number));
    }

    static Tensor mul_(Tensor x, Tensor other) {
        MUL_.run(x, other);
        return x;
    }

    static Tensor mul_(Tensor x, double other) {
        MUL_.run(x, number(other, x));
        return x;
    }

    static Tensor div(Tensor x, Tensor other) {
        return DIV.call(x, other);
    }

    static Tensor div(Tensor x, double other) {
        Number number = number(other, x);
        return withDimension(x, vector -> DIV.call(vector, number));
    }

    static Tensor div_(Tensor x, Tensor other) {
        DIV_.run(x, other);
        return x;
    }

    static Tensor addcmul_(Tensor x, Tensor tensor1, Tensor tensor2, double value) {
        return as("addcmul_", () -> foreach(FOREACH_ADDCMUL_, x, tensor1, tensor2, value), x, tensor1, tensor2, value);
    }

    static Tensor addcdiv_(Tensor x, Tensor tensor1, Tensor tensor2, double value) {
        return as("addcdiv_", () -> foreach(FOREACH_ADDCDIV_, x, tensor1, tensor2, value), x, tensor1, tensor2, value);
    }

    /** Calls an operator for lists of tensors, whose factors are a tensor and not Scalars. */
    private static Tensor foreach(Operator operator, Tensor x, Tensor tensor1, Tensor tensor2, double value) {
        try (Tensor scalars = scalars(value, x)) {
            operator.run(List.of(x), List.of(tensor1), List.of(tensor2), scalars);
            return x;
        }
    }

    private static Tensor scalars(double value, Tensor x) {
        return x.dtype().isFloatingPoint()
                ? Creation.full(value, DType.F64, Device.CPU, 1)
                : Creation.full(whole(value, x), DType.I64, Device.CPU, 1);
    }

    /** Returns a number as an argument that does not change the type of x. */
    private static Number number(double value, Tensor x) {
        if (x.dtype().isFloatingPoint()) {
            return value;
        }
        return (long) whole(value, x);
    }

    private static double whole(double value, Tensor x) {
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    "arithmetic: " + value + " beside " + x + ", expected a whole number; convert the tensor first");
        }
        return value;
    }

    static Tensor neg(Tensor x) {
        return NEG.call(x);
    }

    static Tensor abs(Tensor x) {
        return ABS.call(x);
    }

    static Tensor sign(Tensor x) {
        return SIGN.call(x);
    }

    static Tensor sqrt(Tensor x) {
        return SQRT.call(x);
    }

    static Tensor exp(Tensor x) {
        return EXP.call(x);
    }

    static Tensor log(Tensor x) {
        return LOG.call(x);
    }

    static Tensor maximum(Tensor x, Tensor other) {
        return MAXIMUM.call(x, other);
    }

    static Tensor maximum(Tensor x, double other) {
        Number number = number(other, x);
        return withDimension(x, vector -> MAXIMUM.call(vector, number));
    }

    static Tensor minimum(Tensor x, Tensor other) {
        return MINIMUM.call(x, other);
    }

    /**
     * Two operators: that with both bounds as tensors is not vectorized, and takes eight times as long. Those named {@code clamp_min_}
     * and {@code clamp_max_} have the same kernels as these, but refuse a bound on the CPU for a tensor on a GPU.
     */
    static Tensor clamp_(Tensor x, double min, double max) {
        clampMin_(x, min);
        MINIMUM_OUT.run(x, number(max, x), x);
        return x;
    }

    static Tensor clampMin_(Tensor x, double min) {
        MAXIMUM_OUT.run(x, number(min, x), x);
        return x;
    }

    static Tensor lerp_(Tensor x, Tensor end, double weight) {
        try (Tensor weights = Creation.full(weight, x.dtype(), x.device())) {
            LERP_.run(x, end, weights);
            return x;
        }
    }

    /** Not by ATen's operator of this name, which is not vectorized; a comparison that writes numbers is. */
    static Tensor heaviside(Tensor x) {
        try (var ifRefused = TensorScope.open()) {
            Tensor result = x.emptyLike();
            GT_OUT.run(x, number(0, x), result);
            return result.promote();
        }
    }

    static Tensor fill_(Tensor x, double value) {
        x.lend("fill_", handle -> LibTorchC.aoti_torch_aten_fill__Scalar(handle, value));
        return x;
    }

    static Tensor zero_(Tensor x) {
        x.lend("zero_", LibTorchC::aoti_torch_zero_);
        return x;
    }

    /**
     * Calls an operator with a number beside x. The number is passed as a 0-dimensional f64 tensor. In type promotion, its
     * type counts less than that of a tensor with dimensions, but as much as that of another 0-dimensional tensor; a
     * 0-dimensional x therefore gets a dimension for the call.
     */
    private static Tensor withDimension(Tensor x, UnaryOperator<Tensor> operator) {
        if (x.dim() > 0) {
            return operator.apply(x);
        }
        try (Tensor vector = Shapes.view(x, 1);
                Tensor result = operator.apply(vector)) {
            return Shapes.view(result);
        }
    }
}
