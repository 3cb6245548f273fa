package wgan.evaluate.classifier;

import wgan.torch.Tensor;

/**
 * The cross-entropy of a softmax, and its gradient.
 *
 * <pre>
 *   L = -1/B · Σ log softmax(x)[label]        dL/dx = (softmax(x) - onehot(label)) / B
 * </pre>
 *
 * <p>Both belong to the open scope.
 *
 * @param loss L in nats, 0-dimensional
 * @param gradient dL/dx, (B, C)
 */
record CrossEntropy(Tensor loss, Tensor gradient) {
    /**
     * Computes that of a batch.
     *
     * @param logits x, (B, C)
     * @param labels the class of each sample, 0 to C - 1
     */
    static CrossEntropy of(Tensor logits, int[] labels) {
        double perSample = 1.0 / labels.length;
        Tensor targets = oneHot(labels, logits); // (B, C)
        Tensor logLikelihood = targets.mul(logits.logSoftmax(-1)).sum();
        Tensor error = logits.softmax(-1).sub(targets); // (B, C)
        return new CrossEntropy(logLikelihood.mul(-perSample), error.mul(perSample));
    }

    private static Tensor oneHot(int[] labels, Tensor logits) {
        long[] shape = logits.shape();
        if (shape.length != 2 || shape[0] != labels.length) {
            throw new IllegalArgumentException(
                    "cross-entropy: logits are " + logits + ", expected (" + labels.length + ", classes)");
        }
        int classes = Math.toIntExact(shape[1]);
        float[] targets = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("cross-entropy: label of sample " + i + " is " + labels[i]
                        + ", expected 0 to " + (classes - 1));
            }
            targets[i * classes + labels[i]] = 1;
        }
        return Tensor.of(targets, shape).to(logits.dtype()).to(logits.device());
    }
}
