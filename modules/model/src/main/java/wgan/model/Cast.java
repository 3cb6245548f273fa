package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.DType;
import wgan.torch.Tensor;

/** From here on in f32 where samples have come in bf16; gradients go back in bf16. Wider types pass as they are. */
public final class Cast implements Layer {
    /** A change of type. */
    public Cast() {}

    @Override
    public Tensor evaluate(Tensor x) {
        return widened(x);
    }

    private static Tensor widened(Tensor x) {
        return x.to(x.dtype() == DType.BF16 ? DType.F32 : x.dtype());
    }

    @Override
    public Pass forward(Tensor x, int groups) {
        return new WidenPass(x.dtype(), evaluate(x));
    }

    private record WidenPass(DType from, Tensor output) implements Pass {
        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            return mask.input() ? gradY.to(from) : null;
        }

        @Override
        public Pass jvp(Tensor u) {
            return new WidenPass(u.dtype(), widened(u));
        }
    }
}
