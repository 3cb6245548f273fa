package wgan.data;

import java.util.List;
import java.util.stream.IntStream;

/** The names of the classes of datasets, in the order of the class numbers. */
public final class ClassNames {

    static final List<String> DIGITS = numbers(10);

    static final List<String> CLOTHES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** One character of each of ten columns of the hiragana. */
    static final List<String> KUZUSHIJI = List.of("お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を");

    static final List<String> LETTERS =
            IntStream.rangeClosed('A', 'Z').mapToObj(Character::toString).toList();

    static final List<String> OBJECTS =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private ClassNames() {}

    /** Returns "0", "1" and so on, for classes without names. */
    public static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
