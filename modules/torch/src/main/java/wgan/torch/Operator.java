package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An operator of libtorch by name, such as {@code aten::mm}; one constant each in the class of its purpose.
 *
 * <p>libtorch looks the name up at each call; the C strings for it are made once.
 */
final class Operator {
    private final String name;
    private final MemorySegment nativeName;
    private final MemorySegment nativeOverload;

    private Operator(String name, String overload) {
        this.name = name;
        // Operators are constants of their classes, so their names live as long as the program.
        this.nativeName = CString.of(name, Arena.global());
        this.nativeOverload = CString.of(overload, Arena.global());
    }

    /** The operator {@code aten::NAME} in its unnamed overload. */
    static Operator aten(String name) {
        return new Operator("aten::" + name, "");
    }

    /** The operator {@code aten::NAME.OVERLOAD}. */
    static Operator aten(String name, String overload) {
        return new Operator("aten::" + name, overload);
    }

    /** The operator {@code mkldnn::NAME}: oneDNN's, under the name that it had. */
    static Operator mkldnn(String name) {
        return new Operator("mkldnn::" + name, "");
    }

    /** Starts a call; give the arguments in the order of the schema, all of them, then run it. */
    Call call() {
        return NativeThread.current().begin(this);
    }

    MemorySegment nativeName() {
        return nativeName;
    }

    MemorySegment nativeOverload() {
        return nativeOverload;
    }

    /** As a message should name it: without the namespace. */
    @Override
    public String toString() {
        return name.substring(name.indexOf("::") + 2);
    }
}
