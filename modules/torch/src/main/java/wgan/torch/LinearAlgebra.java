package wgan.torch;

/** Matrix decompositions and statistics of rows, under the names of {@code torch} and {@code torch.linalg}. */
public final class LinearAlgebra {
    private static final Operator SVD = Operator.of(
            "aten::linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)");
    private static final Operator SVDVALS =
            Operator.of("aten::linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor");
    private static final Operator TRACE = Operator.of("aten::trace(Tensor self) -> Tensor");
    private static final Operator COV = Operator.of(
            "aten::cov(Tensor self, *, int correction=1," + " Tensor? fweights=None, Tensor? aweights=None) -> Tensor");
    private static final Operator CDIST =
            Operator.of("aten::cdist(Tensor x1, Tensor x2, float p=2., int? compute_mode=None) -> Tensor");

    private static final boolean REDUCED = false;

    private LinearAlgebra() {}

    /**
     * A singular value decomposition: an (n, m) matrix is u · diag(s) · vh, with k = min(n, m).
     *
     * <p>For a symmetric positive semidefinite matrix, s are its eigenvalues and the columns of u its eigenvectors.
     *
     * @param u (n, k), with orthonormal columns
     * @param s (k), the singular values, not negative and in descending order
     * @param vh (k, m), with orthonormal rows
     */
    public record Svd(Tensor u, Tensor s, Tensor vh) {}

    /**
     * Returns the reduced singular value decomposition of an f32 or f64 matrix (n, m) of finite numbers.
     *
     * @throws TorchException if the argument is not such a matrix
     */
    public static Svd svd(Tensor matrix) {
        Results results = SVD.callForResults(matrix, REDUCED);
        return new Svd(results.tensor(0), results.tensor(1), results.tensor(2));
    }

    /** Returns the singular values (k) of an f32 or f64 matrix of finite numbers, in descending order. */
    public static Tensor svdvals(Tensor matrix) {
        return SVDVALS.call(matrix);
    }

    /** Returns the sum of the diagonal of a matrix, 0-dimensional. */
    public static Tensor trace(Tensor matrix) {
        return TRACE.call(matrix);
    }

    /**
     * Returns the unbiased covariance of the rows: the sum of products is divided by n - 1.
     *
     * @param x (d, n): d variables, each with n observations in its row
     * @return (d, d); 0-dimensional if d is 1
     */
    public static Tensor cov(Tensor x) {
        return COV.call(x);
    }

    /**
     * Returns the Euclidean distance of each row of {@code x1} to each row of {@code x2}.
     *
     * <p>For more than 25 rows libtorch uses a matrix product, so that the result for a distance of 0 may be the square root
     * of a rounding error.
     *
     * @param x1 (n, d)
     * @param x2 (m, d)
     * @return (n, m)
     */
    public static Tensor cdist(Tensor x1, Tensor x2) {
        return CDIST.call(x1, x2);
    }
}
