package wgan.train;

import java.util.Optional;
import wgan.torch.Tensor;

/**
 * What the critic made small in an update.
 *
 * @param ofScores the part that tells real images from generated ones, without dimensions; its negative is the critic's estimate
 *     of how far they are apart
 * @param penalty what is added to it to keep the critic in bounds, without dimensions; none in games that do not penalise
 */
public record CriticLoss(Tensor ofScores, Optional<Tensor> penalty) {
    /** L_D, without dimensions. */
    public Tensor total() {
        return penalty.map(added -> ofScores.add(added)).orElse(ofScores);
    }
}
