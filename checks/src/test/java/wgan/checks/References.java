package wgan.checks;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The references of a class file.
 *
 * @param types every class that it names in code, signatures and annotations
 * @param members every field and method that it uses or declares
 */
record References(Set<String> types, Set<Member> members) {

    /** A field or method; the descriptor of a method begins with a parenthesis. */
    record Member(String owner, String name, String descriptor) implements Comparable<Member> {

        @Override
        public int compareTo(Member other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return owner + "." + name + (descriptor.startsWith("(") ? "" : ":") + descriptor;
        }
    }

    /** Reads a class file. */
    static References of(byte[] classFile) {
        var references = new References(new TreeSet<>(), new TreeSet<>());
        // A remapper is called for every name. This one changes none of them and records them.
        var recorder = new Remapper(Opcodes.ASM9) {

            @Override
            public String map(String type) {
                references.types.add(type);
                return type;
            }

            @Override
            public String mapFieldName(String owner, String name, String descriptor) {
                references.members.add(new Member(owner, name, descriptor));
                return name;
            }

            @Override
            public String mapMethodName(String owner, String name, String descriptor) {
                references.members.add(new Member(owner, name, descriptor));
                return name;
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(new ClassWriter(0), recorder), ClassReader.SKIP_DEBUG);
        return references;
    }
}
