package wgan.train;

import java.util.Objects;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.Network;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * The gradient penalty of WGAN-GP (Gulrajani et al. 2017, equation 3): it is 0 if the gradient of the critic D with respect to each image
 * has norm 1.
 *
 * <pre>
 *   P = λ · mean (‖gᵢ‖ - 1)²        gᵢ = ∂D/∂x at image i, ‖·‖ the Euclidean norm
 * </pre>
 *
 * <p>The gradient of P with respect to the parameters θ of D contains second derivatives of D. It is computed without autograd, by a
 * Jacobian-vector product. Let uᵢ = ∂P/∂gᵢ = λ/B · 2 (1 - 1/‖gᵢ‖) · gᵢ, and keep it fixed. Then
 *
 * <pre>
 *   ∂P/∂θ = ∂/∂θ Σ ⟨gᵢ, uᵢ⟩ = ∂/∂θ Σ J · u        J = ∂D/∂x
 * </pre>
 *
 * <p>In the loss of a critic:
 *
 * <pre>{@code
 * Tensor p = new GradientPenalty(10).backward(critic, interpolated);
 * Tensor penaltyGradients = critic.gradients().clone();
 * CriticLoss loss = CriticLoss.of(critic, real, fake, WassersteinLoss::critic);
 * critic.gradients().add_(penaltyGradients);
 * return loss.withPenalty(p);
 * }</pre>
 *
 * <p>Immutable. It can be used by several threads with a critic each.
 *
 * @param weight λ, positive; 10 in the paper
 */
public record GradientPenalty(double weight) {
    /** The smallest norm to divide by. A gradient of 0 has no direction: u is 0 there. */
    private static final double MIN_NORM = 1e-12;

    /**
     * Checks the weight.
     *
     * @throws HyperparameterException if it is not positive
     */
    public GradientPenalty {
        HyperparameterException.requirePositive("gradient_penalty", weight);
    }

    /**
     * Computes P, and its gradient with respect to the critic's parameters, which replaces {@link Network#gradients()}. Results and
     * temporaries belong to the open {@link wgan.torch.TensorScope}.
     *
     * @param critic from (B, …) to (B, 1); piecewise linear in its input, so without batch normalization
     * @param x (B, …), the images at which the norms are measured
     * @return P, 0-dimensional; f32 if x is bf16, otherwise of the type of x
     * @throws UnsupportedOperationException if a layer of the critic has no Jacobian-vector product: see {@link Layer.Pass#jvp}
     */
    public Tensor backward(Network critic, Tensor x) {
        long batch = x.size(0);
        Layer.Pass scores = critic.forward(x); // (B, 1)
        Tensor ones = scores.output().onesLike(); // (B, 1)
        Tensor g = Objects.requireNonNull(scores.backward(ones, OutputMask.INPUT)); // (B, …)

        Tensor flat = g.reshape(batch, -1); // (B, N)
        Tensor gradients = flat.dtype() == DType.BF16 ? flat.to(DType.F32) : flat; // (B, N)
        Tensor norms = norms(gradients); // (B, 1)
        Tensor excess = norms.add(-1); // ‖g‖ - 1, (B, 1)
        Tensor factors = excess.div(norms.maximum(MIN_NORM)).mul(2 * weight / batch); // (B, 1)
        Tensor u = gradients.mul(factors).to(x.dtype()).reshape(x.shape()); // (B, …)

        scores.jvp(u).backward(ones, OutputMask.PARAMETERS); // J · u is (B, 1)
        return excess.mul(excess).sum().mul(weight / batch);
    }

    /** Returns the Euclidean norm of each row of (B, N), as (B, 1). */
    private static Tensor norms(Tensor rows) {
        Tensor squares = Tensor.empty(rows.dtype(), rows.device(), rows.size(0));
        rows.mul(rows).sumOut(1, squares);
        return squares.sqrt().view(-1, 1);
    }
}
