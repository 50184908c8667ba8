package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11231102MB00000196",
                "12231182MB0000A122",
                "91231183MA0000015R",
                "N2231123MF0000013G",
                "12231100000000027U"
            })
    void acceptsCodesOfTheStandard(String code) {
        assertThat(CreditCode.check(code)).isEqualTo(Checked.Right.RIGHT);
    }

    @Test
    void namesTheRightCheckCharacterOfATransposedCode() {
        assertThat(CreditCode.check("11231102MB00000916")).isInstanceOfSatisfying(Checked.Wrong.class, wrong -> {
            assertThat(wrong.code()).isEqualTo("V106");
            assertThat(wrong.wanted()).contains("M");
        });
    }

    @Test
    void onlyDoubtsACodeWhoseOrganisationPartFailsItsOwnCheck() {
        assertThat(CreditCode.check("11231102MB00000183"))
                .isInstanceOfSatisfying(
                        Checked.Doubtful.class,
                        doubt -> assertThat(doubt.code()).isEqualTo("V106"));
    }

    @Test
    void acceptsTradeUnions() {
        assertThat(CreditCode.check(withCheck("81230100MC0000013"))).isNotInstanceOf(Checked.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000000000", "00000000000000000X"})
    void refusesPlaceholders(String code) {
        assertThat(CreditCode.check(code)).isInstanceOf(Checked.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "230100123456789", "11231102MB000001966"})
    void refusesOtherLengths(String code) {
        assertThat(CreditCode.check(code))
                .isInstanceOfSatisfying(
                        Checked.Wrong.class, wrong -> assertThat(wrong.code()).isEqualTo("V103"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1123110OMB00000196",
                "11231102MB0000019I",
                "11231102mb00000196",
                "1123A102MB00000196",
                "Z1231102MB00000196"
            })
    void refusesCharactersTheStandardDoesNotHave(String code) {
        assertThat(CreditCode.check(code))
                .isInstanceOfSatisfying(
                        Checked.Wrong.class, wrong -> assertThat(wrong.code()).isEqualTo("V105"));
    }

    @Property
    void refusesEveryCodeWithOneCharacterChanged(
            @ForAll("codes") String code,
            @ForAll @IntRange(min = 0, max = 17) int at,
            @ForAll @IntRange(min = 1, max = 30) int by) {
        char other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(at)) + by) % ALPHABET.length());
        var changed = code.substring(0, at) + other + code.substring(at + 1);

        assertThat(CreditCode.check(changed)).isInstanceOf(Checked.Wrong.class);
    }

    /** The weights of two neighbours differ by 2·3^k, which 31 never divides: within the first 17 every swap shows. */
    @Property
    void refusesEveryCodeWithTwoNeighboursSwapped(
            @ForAll("codes") String code, @ForAll @IntRange(min = 0, max = 15) int at) {
        var swapped = code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);

        assertThat(CreditCode.check(swapped) instanceof Checked.Wrong).isEqualTo(!swapped.equals(code));
    }

    @Provide
    Arbitrary<String> codes() {
        var rest = Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofLength(8);
        var area = Arbitraries.integers().between(110000, 829999);
        return Arbitraries.of("11", "12", "51", "91", "92", "N2")
                .flatMap(kind -> area.flatMap(code ->
                        rest.map(own -> withCheck(kind + code + own + OrganisationCode.checkCharacter(own, 0)))));
    }

    private static String withCheck(String seventeen) {
        for (char check : ALPHABET.toCharArray()) {
            if (!(CreditCode.check(seventeen + check) instanceof Checked.Wrong wrong
                    && wrong.code().equals("V106"))) {
                return seventeen + check;
            }
        }
        throw new IllegalStateException(seventeen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L07196379", "72513935X", "144137903"})
    void knowsOrganisationCodes(String code) {
        assertThat(OrganisationCode.check(code, 0)).isEqualTo(Checked.Right.RIGHT);
    }
}
