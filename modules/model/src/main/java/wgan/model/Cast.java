package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.DType;
import wgan.torch.Tensor;

/** Casts bf16 to f32, and the gradient back to bf16. f32 and f64 are not changed. */
public final class Cast implements Layer {
    /** Creates a cast. */
    public Cast() {}

    @Override
    public Tensor evaluate(Tensor x) {
        return cast(x);
    }

    private static Tensor cast(Tensor x) {
        return x.to(x.dtype() == DType.BF16 ? DType.F32 : x.dtype());
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        return new CastPass(x.dtype(), cast(x));
    }

    private record CastPass(DType from, Tensor output) implements Pass {
        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            return mask.input() ? gradY.to(from) : null;
        }

        @Override
        public Pass jvp(Tensor u) {
            return new CastPass(u.dtype(), cast(u));
        }
    }
}
