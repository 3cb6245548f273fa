package wgan.torch;

/** The operations of {@link Tensor} that change the shape. All return views, which share memory, unless they say otherwise. */
sealed interface TensorShapes permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /** Returns the elements in another shape; one size may be -1, which is computed. */
    default Tensor view(long... shape) {
        return Shapes.view(self(), shape);
    }

    /** Returns the elements in another shape as {@link #view} does, or a copy where no view is possible. */
    default Tensor reshape(long... shape) {
        return Shapes.reshape(self(), shape);
    }

    /** Returns {@code length} slices along a dimension, from index {@code start} on. */
    default Tensor narrow(int dim, long start, long length) {
        return Shapes.narrow(self(), dim, start, length);
    }

    /** Returns the slice at an index of a dimension, which is removed. */
    default Tensor select(int dim, long index) {
        return Shapes.select(self(), dim, index);
    }

    /** Returns the slices at several indices of a dimension, as a copy; {@code index} is 1-dimensional, i64. */
    default Tensor indexSelect(int dim, Tensor index) {
        return Shapes.indexSelect(self(), dim, index);
    }

    /** Returns the matrix transposed. */
    default Tensor t() {
        return Shapes.transpose(self(), 0, 1);
    }

    /** Returns the tensor with two dimensions exchanged. */
    default Tensor transpose(int dim0, int dim1) {
        return Shapes.transpose(self(), dim0, dim1);
    }

    /** Returns the tensor with its dimensions in another order. */
    default Tensor permute(long... dims) {
        return Shapes.permute(self(), dims);
    }

    /** Returns the tensor with dimensions of size 1, and new ones in front, repeated up to the shape. */
    default Tensor expand(long... shape) {
        return Shapes.expand(self(), shape);
    }

    /** Returns the tensor with a dimension of size 1 inserted. */
    default Tensor unsqueeze(int dim) {
        return Shapes.unsqueeze(self(), dim);
    }

    /** Returns the tensor without a dimension of size 1. */
    default Tensor squeeze(int dim) {
        return Shapes.squeeze(self(), dim);
    }
}
