package wgan.checks;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * All that a class file refers to.
 *
 * @param types every class it names, in code, signatures and annotations
 * @param members every field and method it uses, and its own
 */
record References(Set<String> types, Set<Member> members) {

    /** A field or method as the class file names it; the descriptor of a method begins with a parenthesis. */
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
        // Whoever renames things must come across every one of them: this one keeps all names and takes notes.
        var notes = new Remapper(Opcodes.ASM9) {

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
        new ClassReader(classFile).accept(new ClassRemapper(new ClassWriter(0), notes), ClassReader.SKIP_DEBUG);
        return references;
    }
}
