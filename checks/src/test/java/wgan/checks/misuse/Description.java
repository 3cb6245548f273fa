package wgan.checks.misuse;

import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Proxy;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/** The text of a call for the report of a fault. It calls no method of an object under test but those of a tensor. */
final class Description {
    private static final int MAX_LENGTH = 60;

    private Description() {}

    static String of(Executable executable, @Nullable Object receiver, Object... arguments) {
        StringJoiner text = new StringJoiner(
                ", ", executable.getDeclaringClass().getSimpleName() + "." + executable.getName() + "(", ")");
        for (Object argument : arguments) {
            text.add(describe(argument));
        }
        return (receiver == null ? "" : describe(receiver) + " ") + text;
    }

    private static String describe(@Nullable Object object) {
        if (object == null) {
            return "null";
        }
        String text;
        if (object.getClass().isArray()) {
            StringJoiner elements = new StringJoiner(" ", "[", "]");
            for (int i = 0; i < Math.min(8, Array.getLength(object)); i++) {
                elements.add(String.valueOf(Array.get(object, i)));
            }
            text = object.getClass().getComponentType() + elements.toString();
        } else if (Proxy.isProxyClass(object.getClass())) {
            text = "proxy " + object.getClass().getInterfaces()[0].getSimpleName();
        } else if (object instanceof Tensor
                || object instanceof Number
                || object instanceof String
                || object instanceof Enum<?>
                || object instanceof Boolean) {
            text = object.toString();
        } else {
            text = object.getClass().getSimpleName();
        }
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }
}
