package wgan.torch;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What is known of matrices beyond their products: singular values, covariance, distances between rows. */
public final class LinearAlgebra {
    private static final Operator SINGULAR_VALUE_DECOMPOSITION = Operator.aten("linalg_svd");
    private static final Operator SINGULAR_VALUES = Operator.aten("linalg_svdvals");
    private static final Operator TRACE = Operator.aten("trace");
    private static final Operator COVARIANCE = Operator.aten("cov");
    private static final Operator DISTANCES = Operator.aten("cdist");

    private static final double EUCLIDEAN = 2;

    private LinearAlgebra() {}

    /**
     * A matrix (n, m) as u · diag(values) · vTransposed, with k = min(n, m).
     *
     * <p>Of a symmetric matrix without negative eigenvalues these are its eigenvalues, and the columns of u its eigenvectors.
     *
     * @param u (n, k), with orthonormal columns
     * @param values (k), the singular values: none is negative, the greatest comes first
     * @param vTransposed (k, m), with orthonormal rows
     */
    public record SingularValueDecomposition(Tensor u, Tensor values, Tensor vTransposed) {}

    /** The singular value decomposition of an f32 or f64 matrix of finite numbers. */
    public static SingularValueDecomposition singularValueDecomposition(Tensor matrix) {
        @Nullable
        Tensor[] parts = SINGULAR_VALUE_DECOMPOSITION
                .call()
                .tensor(matrix)
                .flag(false) // all n columns of u and m rows of vTransposed
                .none() // driver
                .run(3);
        return new SingularValueDecomposition(
                requireNonNull(parts[0]), requireNonNull(parts[1]), requireNonNull(parts[2]));
    }

    /** The singular values (k) of an f32 or f64 matrix of finite numbers, the greatest first. */
    public static Tensor singularValues(Tensor matrix) {
        return SINGULAR_VALUES.call().tensor(matrix).none().run();
    }

    /** The sum of the diagonal of a matrix, without dimensions. */
    public static Tensor trace(Tensor matrix) {
        return TRACE.call().tensor(matrix).run();
    }

    /**
     * The covariance of the columns, unbiased: the sum of products is divided by n - 1.
     *
     * @param x (n, d), n samples of d numbers
     * @return (d, d)
     */
    public static Tensor covariance(Tensor x) {
        long columns = x.size(1);
        try (Tensor variables = Shapes.transpose(x, 0, 1);
                Tensor covariance = COVARIANCE
                        .call()
                        .tensor(variables)
                        .integer(1) // what is taken from n
                        .none() // frequencies
                        .none() // weights
                        .run()) {
            return Shapes.view(covariance, columns, columns); // of one column it comes without dimensions
        }
    }

    /**
     * The Euclidean distance of each row of a to each row of b.
     *
     * <p>Of more than 25 rows it is worked out through a matrix product, so that a distance of 0 may come out as the square
     * root of a rounding error.
     *
     * @param a (n, d)
     * @param b (m, d)
     * @return (n, m)
     */
    public static Tensor distances(Tensor a, Tensor b) {
        return DISTANCES.call().tensor(a).tensor(b).number(EUCLIDEAN).none().run();
    }
}
