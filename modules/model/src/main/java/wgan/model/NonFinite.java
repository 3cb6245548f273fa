package wgan.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.StringJoiner;
import wgan.torch.DType;
import wgan.torch.Tensor;

/** Finds and describes the first number of a tensor that is NaN or infinite. */
final class NonFinite {
    private NonFinite() {}

    /** Returns whether a floating-point tensor has such a number. */
    static boolean isIn(Tensor tensor) {
        // A sum is several times faster than a test of every number. It is finite only if all numbers are; if it is
        // not, it may
        // also be too large.
        try (Tensor sum = tensor.sum()) {
            return !Double.isFinite(sum.item()) && !tensor.allFinite();
        }
    }

    /**
     * Returns the number, its index and what was expected, such as {@code NaN at (3, 17), expected finite numbers}.
     *
     * @param copy a tensor with such a number
     * @param entry the place that it was copied from: its number is finite if it is too large for the type of the copy
     */
    static String describe(Tensor copy, SafeTensorsHeader.Entry entry, ByteSource source) throws IOException {
        int first = indexIn(copy.toDoubleArray());
        DType stored = entry.dtype();
        double number = decode(source.slice(entry.begin() + (long) first * stored.bytes(), stored.bytes()), stored);
        String place = copy.dim() == 0 ? "" : " at " + index(first, copy.shape());
        return Double.isFinite(number)
                ? number + place + " in " + stored + ", expected numbers that are finite in " + copy.dtype()
                : number + place + ", expected finite numbers";
    }

    private static int indexIn(double... numbers) {
        int index = 0;
        while (Double.isFinite(numbers[index])) {
            index++;
        }
        return index;
    }

    private static double decode(ByteBuffer bytes, DType dtype) {
        return switch (dtype) {
            case F16 -> Float.float16ToFloat(bytes.getShort());
            case BF16 -> Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
            case F32 -> bytes.getFloat();
            case F64 -> bytes.getDouble();
            case BOOL, U8, I32, I64 -> throw new IllegalArgumentException(dtype + " has only finite numbers");
        };
    }

    /** Returns the index of an element in each dimension. */
    private static String index(int element, long... shape) {
        long[] index = new long[shape.length];
        long rest = element;
        for (int dim = shape.length - 1; dim >= 0; dim--) {
            index[dim] = rest % shape[dim];
            rest /= shape[dim];
        }
        StringJoiner text = new StringJoiner(", ", "(", ")");
        for (long i : index) {
            text.add(Long.toString(i));
        }
        return text.toString();
    }
}
