package cn.lvyue.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProofFormatTest {
    private static final HexFormat HEX = HexFormat.of();

    private final ProofExample example = new ProofExample();
    private final String page = read();

    @Test
    void theWorkedExampleIsWhatTheCodeMakes() {
        for (var leaf : example.leaves) {
            assertThat(page).contains(HEX.formatHex(example.hash.leaf(leaf.getBytes(StandardCharsets.UTF_8))));
        }
        assertThat(page).contains(HEX.formatHex(example.record), HEX.formatHex(example.root));
        assertThat(page).contains(HEX.formatHex(example.tree.root(3)), HEX.formatHex(example.tree.root(2)));
    }

    @Test
    void aRecordShowsWhatMayBeSeenAndTheDigestsOfTheRest() {
        var text = example.proof().text(name -> name.equals("TS_BTS_MC"));

        assertThat(text)
                .contains("salt: 00000000000000000000000000000002\nname: #sourceRecordNo\nvalue: A\\\\1\n")
                .contains("digest: 0930b121f52009475278e59aebac4c0671b39e88c8b5b94e5c363f4121833856\n")
                .doesNotContain("某某县");
    }

    private static String read() {
        try {
            return Files.readString(Path.of("src/docs/proof.md"));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
