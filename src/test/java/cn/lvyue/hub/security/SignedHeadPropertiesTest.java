package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.mock.web.MockHttpServletRequest;

class SignedHeadPropertiesTest {
    private static final byte[] SECRET = {1, 2, 3};

    record Said(String method, String path, String query, String timestamp, String nonce, String digest) {}

    @Property
    void theTextIsTheFiveLinesAsTheyCame(@ForAll("requests") Said said) {
        var target = said.query() == null ? said.path() : said.path() + "?" + said.query();

        assertThat(new String(head(said).text(said.digest()), StandardCharsets.UTF_8))
                .isEqualTo(said.method() + "\n" + target + "\n" + said.timestamp() + "\n" + said.nonce() + "\n"
                        + said.digest());
    }

    @Property
    void requestsThatDifferInAnythingDoNotShareASignature(
            @ForAll("requests") Said one, @ForAll("requests") Said other) {
        Assume.that(!one.equals(other));

        for (var algorithm : Algorithm.values()) {
            assertThat(MessageDigest.isEqual(signed(algorithm, one), signed(algorithm, other)))
                    .isFalse();
        }
    }

    @Property
    void aSignatureIsOfItsKeyAlone(@ForAll("requests") Said said, @ForAll byte[] other) {
        Assume.that(!HexFormat.of().formatHex(other).replaceAll("(00)+$", "").equals("010203")); // padded with zeros

        for (var algorithm : Algorithm.values()) {
            assertThat(algorithm.sign(other, head(said).text(said.digest()))).isNotEqualTo(signed(algorithm, said));
        }
    }

    @Provide
    Arbitrary<Said> requests() {
        var path =
                Arbitraries.strings().withChars("abz09-._~%2F/").ofMinLength(1).ofMaxLength(12);
        var query = Arbitraries.strings().withChars("ab=&%3D?/").ofMaxLength(8).injectNull(0.3);
        var digest = Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
        return Combinators.combine(
                        Arbitraries.of("GET", "POST"),
                        path.map(text -> "/" + text),
                        query,
                        Arbitraries.longs()
                                .between(1_000_000_000L, 9_999_999_999_999L)
                                .map(String::valueOf),
                        Arbitraries.strings()
                                .withChars("abAB01._-")
                                .ofMinLength(8)
                                .ofMaxLength(64),
                        digest)
                .as(Said::new);
    }

    private static byte[] signed(Algorithm algorithm, Said said) {
        return algorithm.sign(SECRET, head(said).text(said.digest()));
    }

    private static SignedHead head(Said said) {
        var request = new MockHttpServletRequest(said.method(), said.path());
        request.setQueryString(said.query());
        request.addHeader(SignedHead.KEY, "k");
        request.addHeader(SignedHead.TIMESTAMP, said.timestamp());
        request.addHeader(SignedHead.NONCE, said.nonce());
        request.addHeader(SignedHead.SIGNATURE, "0".repeat(64));
        return SignedHead.of(request, Instant.EPOCH);
    }
}
