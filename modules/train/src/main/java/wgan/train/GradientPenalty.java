package wgan.train;

import java.util.Objects;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.Network;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * What makes a critic D have slope 1 (Gulrajani et al. 2017, algorithm 1).
 *
 * <pre>
 *   P = λ/B · Σ (‖gᵢ‖ - 1)²        gᵢ = ∂D/∂x at image i
 * </pre>
 *
 * <p>Its gradient needs second derivatives of D, but no autograd. With uᵢ = ∂P/∂gᵢ = λ/B · 2 (1 - 1/‖gᵢ‖) · gᵢ held fixed,
 * ∂P/∂θ is the gradient of Σ ⟨uᵢ, gᵢ⟩ = Σ J · u: of the critic's tangent in the direction u, which each layer can work out.
 */
final class GradientPenalty {
    /** The least norm that is divided by; a gradient of 0 has no direction, so u is 0 there. */
    private static final double TINY = 1e-12;

    private final double weight; // λ

    /**
     * A penalty.
     *
     * @param weight λ
     */
    GradientPenalty(double weight) {
        this.weight = weight;
    }

    /**
     * Works out P, and leaves its gradient in the critic's.
     *
     * @param critic a network that is linear between kinks
     * @param x (B, …) where the slopes are looked at
     * @return P, without dimensions
     */
    Tensor backward(Network critic, Tensor x) {
        long batch = x.size(0);
        Layer.Pass scores = critic.forward(x); // (B, 1)
        Tensor ones = scores.output().fullLike(1); // (B, 1)
        Tensor slopes = Objects.requireNonNull(scores.backward(ones, OutputMask.INPUT)); // g, (B, …)

        Tensor flat = slopes.reshape(batch, -1); // (B, N)
        Tensor wide = flat.dtype() == DType.BF16 ? flat.to(DType.F32) : flat;
        Tensor norms = norms(wide); // (B, 1)
        Tensor excess = norms.add(-1); // ‖g‖ - 1
        Tensor factors = excess.div(norms.maximum(TINY)).mul(2 * weight / batch);
        Tensor direction = wide.mul(factors).to(x.dtype()); // u, (B, N)

        scores.jvp(direction.reshape(x.shape())).backward(ones, OutputMask.PARAMETERS);
        return excess.mul(excess).sum().mul(weight / batch);
    }

    /** (B, N) to (B, 1). */
    private static Tensor norms(Tensor vectors) {
        Tensor squares = Tensor.empty(vectors.dtype(), vectors.device(), vectors.size(0));
        vectors.mul(vectors).sumOut(1, squares);
        return squares.sqrt().view(-1, 1);
    }
}
