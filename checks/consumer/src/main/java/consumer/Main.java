package consumer;

import wgan.model.Linear;
import wgan.torch.LibTorch;

/** Loads libtorch and creates a layer. */
public final class Main {
    private Main() {}

    /** Prints the version of the libtorch that the dependencies contain. */
    public static void main(String[] arguments) {
        System.out.println("libtorch " + LibTorch.get().version() + " from " + LibTorch.get().source() + ", "
                + new Linear(3, 2).getClass().getName());
    }
}
