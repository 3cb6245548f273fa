/**
 * The binding: tensors and operators of native libtorch, through its own C ABI and Java's foreign function API.
 *
 * <p>{@link wgan.torch.LibTorch} finds and loads the library. A {@link wgan.torch.Tensor} owns memory of the library and has
 * PyTorch's operations as methods; a {@link wgan.torch.TensorScope} releases the memory. Operations that only some layers
 * need are in classes of their own, such as {@link wgan.torch.Convolutions}; any other operator of ATen is called through
 * {@link wgan.torch.Operator}. No handle or memory segment is part of the API, and only the address of a tensor's elements.
 */
@org.jspecify.annotations.NullMarked
module wgan.torch {
    // Unpacks the native libraries from jars.
    requires org.bytedeco.javacpp;
    requires static transitive org.jspecify;

    exports wgan.torch;
}
