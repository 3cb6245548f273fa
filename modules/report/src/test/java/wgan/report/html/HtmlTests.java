package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTests {

    @Test
    void of_escapesText_butNotMarkup() {
        Html bold = Html.of("<b>{}</b>", "a < b & \"c\" > 'd'");

        assertThat(bold.markup()).isEqualTo("<b>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</b>");
        assertThat(Html.of("<p>{}{}</p>", bold, 7).markup()).isEqualTo("<p>" + bold.markup() + "7</p>");
    }

    @Test
    void of_concatenatesLists() {
        assertThat(Html.of("{}", List.of(new Html("<br/>"), "<")).markup()).isEqualTo("<br/>&lt;");
    }

    @Test
    void of_leavesPlaceholdersInValues() {
        assertThat(Html.of("{} {}", "{}", "b").markup()).isEqualTo("{} b");
    }

    @Test
    void of_rejectsAWrongNumberOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Html.of("<p>{}</p>", 1, 2))
                .withMessage("html: 2 values, expected one for each {} of <p>{}</p>");
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("<p>{}{}</p>", 1));
    }

    @Test
    void lossSymbols_areTypeset() {
        assertThat(LossSymbols.html("−L_D < 1").markup()).isEqualTo("−<i>L</i><sub>D</sub> &lt; 1");
        assertThat(LossSymbols.svg("L_G").markup()).contains("<tspan").endsWith("G</tspan>");
    }
}
