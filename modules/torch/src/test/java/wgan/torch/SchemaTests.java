package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class SchemaTests {
    @Test
    void parse_readsNameArgumentsAndResults() {
        Schema schema = Schema.parse("aten::sum.IntList_out(Tensor self, int[1]? dim, bool keepdim=False, *,"
                + " ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)");
        assertThat(schema.name()).isEqualTo("aten::sum");
        assertThat(schema.shortName()).isEqualTo("sum");
        assertThat(schema.overload()).isEqualTo("IntList_out");
        assertThat(schema.arguments())
                .extracting(argument -> argument.type() + " " + argument.name())
                .containsExactly("Tensor self", "int[]? dim", "bool keepdim", "ScalarType? dtype", "Tensor out");
        assertThat(schema.results()).containsExactly(Schema.Result.TENSOR);
    }

    @Test
    void parse_readsSeveralResultsAndNone() {
        assertThat(Schema.parse("a::b(Tensor x) -> (Tensor U, Tensor[] S, int, bool flag, float)")
                        .results())
                .containsExactly(
                        Schema.Result.TENSOR,
                        Schema.Result.TENSORS,
                        Schema.Result.INT,
                        Schema.Result.BOOL,
                        Schema.Result.FLOAT);
        assertThat(Schema.parse("a::b() -> ()").results()).isEmpty();
        assertThat(Schema.parse("a::b(Tensor(a -> *) self) -> Tensor(a)[]").results())
                .containsExactly(Schema.Result.TENSORS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tensor? x=None       | None",
                "bool x=True          | true",
                "bool x=False         | false",
                "int x=-1             | -1",
                "SymInt x=2           | 2",
                "float x=1.0000000000000001e-05 | 1.0E-5",
                "float x=2.           | 2.0",
                "float x=1            | 1",
                "MemoryFormat x=0     | CONTIGUOUS",
                "Generator? x=None    | None"
            })
    void parse_readsDefaults(String argument, String expected) {
        LibTorch.get();
        Slot[] slots = Schema.parse("a::b(" + argument + ") -> ()").bind(new Object[0]);
        assertThat(slots).singleElement().hasToString(expected);
    }

    /** For example a list of one repeated number: the caller passes it. */
    @ParameterizedTest
    @ValueSource(strings = {"int[2] x=1", "str x=\"linear\"", "int[] x=[0, 1]", "int x=long"})
    void argumentWithADefaultOfAnotherForm_mustBeGiven(String argument) {
        Schema schema = Schema.parse("a::b(" + argument + ") -> ()");
        assertThatThrownBy(() -> schema.bind(new Object[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("b: argument x is missing, expected (int\\[]|str|int)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mul",
                "aten::mul(Tensor self, Tensor other)",
                "aten::mul Tensor self -> Tensor",
                "mul.Tensor(Tensor self) -> Tensor"
            })
    void textThatIsNoSchema_isRefused(String text) {
        assertThatThrownBy(() -> Operator.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema is '" + text + "', expected 'namespace::name.overload(Type argument, ...) -> Type';"
                        + " copy the text that PyTorch prints for the operator");
    }

    @Test
    void argumentWithoutAName_isRefused() {
        assertThatThrownBy(() -> Operator.of("aten::mul(Tensor, Tensor other) -> Tensor"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument is 'Tensor', expected a type and a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Scalar", "Scalar[]", "Generator", "Stream", "__torch__.Conv"})
    void typeThatTheCAbiDoesNotSupport_isRefused(String type) {
        assertThatThrownBy(() -> Operator.of("aten::f(" + type + " x) -> Tensor"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema 'aten::f(" + type + " x) -> Tensor': argument x is a " + type
                        + ", which libtorch's C ABI does not support");
    }

    @Test
    void resultThatTheCAbiDoesNotSupport_isRefused() {
        assertThatThrownBy(() -> Operator.of("aten::item(Tensor self) -> Scalar"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema 'aten::item(Tensor self) -> Scalar': a result is a Scalar, expected Tensor,"
                        + " Tensor[], int, float or bool");
    }

    @Test
    void moreArgumentsThanSlots_areRefused() {
        String arguments = "int x, ".repeat(Schema.MAX_SLOTS) + "int y";
        assertThatThrownBy(() -> Operator.of("aten::f(" + arguments + ") -> Tensor"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("has 33 arguments and 1 results, expected at most 32");
    }
}
