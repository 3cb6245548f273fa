package wgan.torch;

import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wgan.torch.ffi.LibTorchC;

/**
 * Where a tensor's memory is.
 *
 * @param type the kind of device
 * @param index of the device among those of its type, 0 to 127; always 0 for the CPU
 */
public record Device(Type type, int index) {
    /** The kinds of device. */
    public enum Type {
        CPU,
        CUDA
    }

    /** The CPU. */
    public static final Device CPU = new Device(Type.CPU, 0);

    private static final Pattern CUDA_NAME = Pattern.compile("cuda(?::(\\d{1,4}))?");
    /** libtorch's index of the only CPU. */
    private static final int NO_INDEX = -1;
    /** The greatest index: libtorch stores it in a signed byte, and would treat 256 as 0. */
    private static final int MAX_INDEX = Byte.MAX_VALUE;

    /**
     * Checks the index.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Device {
        int max = type == Type.CPU ? 0 : MAX_INDEX;
        if (index < 0 || index > max) {
            throw new IllegalArgumentException(
                    "device: index of " + type + " is " + index + ", expected " + (max == 0 ? "0" : "0 to " + max));
        }
    }

    /**
     * Returns the GPU of that index.
     *
     * @param index 0 to 127; the GPU need not exist: see {@link LibTorch#require}
     * @throws IllegalArgumentException if the index is out of range
     */
    public static Device cuda(int index) {
        return new Device(Type.CUDA, index);
    }

    /**
     * Parses {@code cpu}, {@code cuda} (the first GPU) or {@code cuda:N}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Device parse(String name) {
        if (name.equals("cpu")) {
            return CPU;
        }
        Matcher cuda = CUDA_NAME.matcher(name);
        if (!cuda.matches()) {
            throw new IllegalArgumentException("device is '" + name + "', expected cpu, cuda or cuda:N");
        }
        return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    /** Returns whether it is the CPU. */
    public boolean isCpu() {
        return type == Type.CPU;
    }

    /**
     * Calls a function that adds work to this GPU by another native library, such as NCCL. During the call this GPU is the current CUDA
     * device of the thread. The work is done after that of earlier tensor operations of this thread, and before that of later ones.
     *
     * @param call gets the address of the CUDA stream ({@code cudaStream_t}) of tensor operations of this thread; 0 is the default one
     * @throws IllegalArgumentException if it is not a GPU
     * @throws DeviceNotAvailableException if there is no such GPU
     */
    public void onCurrentStream(LongConsumer call) {
        if (isCpu()) {
            throw new IllegalArgumentException("onCurrentStream: device is cpu, expected a GPU");
        }
        LibTorch.get().require(this);
        Cuda.onCurrentStream(index, call);
    }

    static Device ofCodes(int typeCode, int index) {
        if (typeCode == LibTorchC.aoti_torch_device_type_cpu()) {
            return CPU;
        }
        if (typeCode == LibTorchC.aoti_torch_device_type_cuda()) {
            return cuda(Math.max(index, 0));
        }
        throw new TorchException(
                "a tensor is on device type number " + typeCode + ", which this binding does not support");
    }

    int typeCode() {
        return isCpu() ? LibTorchC.aoti_torch_device_type_cpu() : LibTorchC.aoti_torch_device_type_cuda();
    }

    int indexCode() {
        return isCpu() ? NO_INDEX : index;
    }

    /** Returns the name that {@link #parse} reads. */
    @Override
    public String toString() {
        return isCpu() ? "cpu" : "cuda:" + index;
    }
}
