package wgan.train;

import java.util.Objects;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.Network;
import wgan.torch.Conversion;
import wgan.torch.Creation;
import wgan.torch.DType;
import wgan.torch.Elementwise;
import wgan.torch.Reductions;
import wgan.torch.Shapes;
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
        Tensor ones = Creation.fullLike(scores.output(), 1); // (B, 1)
        Tensor slopes = Objects.requireNonNull(scores.backward(ones, OutputMask.INPUT)); // g, (B, …)

        Tensor flat = Shapes.reshape(slopes, batch, -1); // (B, N)
        Tensor wide = flat.dtype() == DType.BF16 ? Conversion.to(flat, DType.F32) : flat;
        Tensor norms = norms(wide); // (B, 1)
        Tensor excess = Elementwise.add(norms, -1); // ‖g‖ - 1
        Tensor factors =
                Elementwise.multiply(Elementwise.divide(excess, Elementwise.maximum(norms, TINY)), 2 * weight / batch);
        Tensor direction = Conversion.to(Elementwise.multiply(wide, factors), x.dtype()); // u, (B, N)

        scores.jvp(Shapes.reshape(direction, x.shape())).backward(ones, OutputMask.PARAMETERS);
        return Elementwise.multiply(Reductions.sum(Elementwise.multiply(excess, excess)), weight / batch);
    }

    /** (B, N) to (B, 1). */
    private static Tensor norms(Tensor vectors) {
        Tensor squares = Creation.empty(vectors.dtype(), vectors.device(), vectors.size(0));
        Reductions.sumInto(squares, Elementwise.multiply(vectors, vectors), 1);
        return Shapes.view(Elementwise.squareRoot(squares), -1, 1);
    }
}
