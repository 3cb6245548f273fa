package wgan.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;

/** The strings in class files, also those that the code concatenates with computed values. */
final class ClassStrings {

    /** Stands for a computed value in a string that a class concatenates at run time. */
    static final char COMPUTED = 1;

    private static final int STRING_CONSTANT = 8;

    private ClassStrings() {}

    /** Returns the strings of each class of a module, by the name of the class file. */
    static Map<String, List<String>> ofModule(String module) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (var reference : Project.modules()) {
            if (!reference.descriptor().name().equals(module)) {
                continue;
            }
            try (var reader = reference.open();
                    var names = reader.list()) {
                for (var name : names.filter(name -> name.endsWith(".class")).toList()) {
                    try (var file = reader.open(name).orElseThrow()) {
                        found.put(name, of(new ClassReader(file)));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the strings in the constant pool of a class. */
    static List<String> of(ClassReader type) {
        var buffer = new char[type.getMaxStringLength()];
        List<String> strings = new ArrayList<>();
        for (int item = 1; item < type.getItemCount(); item++) {
            int offset = type.getItem(item); // 0 for the second half of a long or double
            if (offset > 0 && type.readByte(offset - 1) == STRING_CONSTANT) {
                strings.add((String) type.readConst(item, buffer));
            }
        }
        return strings;
    }
}
