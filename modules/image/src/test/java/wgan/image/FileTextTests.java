package wgan.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileTextTests {
    @Test
    void text_isShownOnOneLineWithoutControls() {
        assertThat(FileText.shown("a\nb\r\u0000\u001b[2J\u007f")).isEqualTo("a?b???[2J?");
        assertThat(FileText.shown("\u0085\u009b2J\u2028\u2029\u202e\u2066")).isEqualTo("??2J????");
        assertThat(FileText.shown("Übung 手 – 0")).isEqualTo("Übung 手 – 0");
    }

    @Test
    void longText_isShortened() {
        assertThat(FileText.shown("abc", 3)).isEqualTo("abc");
        assertThat(FileText.shown("a\nbc", 3)).isEqualTo("a?b…");
    }
}
