/**
 * The binding: tensors and operators of native libtorch, through its own C ABI and Java's foreign function API.
 *
 * <p>{@link wgan.torch.LibTorch} finds and loads the library, {@link wgan.torch.Tensor} is its memory,
 * {@link wgan.torch.TensorScope} says when that memory is released, and the operators stand in classes by what they are
 * for. No pointer, handle or memory segment leaves this module.
 */
@org.jspecify.annotations.NullMarked
module wgan.torch {
    // Unpacks the native libraries from the jars they come in.
    requires org.bytedeco.javacpp;
    requires static transitive org.jspecify;

    exports wgan.torch;
}
