package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.signing.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Single texts sealed where they stand, so that what holds them can be copied from table to table. */
final class SealedTexts {
    private static final byte[] OWNER = "text".getBytes(StandardCharsets.US_ASCII);

    /** A value the hub repaired: what is wanted instead is that value once more. */
    private static final String REPAIRED = "N101";

    private final Vault vault;

    SealedTexts(Vault vault) {
        this.vault = vault;
    }

    static boolean wantsTheValue(Finding finding) {
        return REPAIRED.equals(finding.code());
    }

    Finding sealed(Finding finding) {
        var value = finding.value();
        var wanted = finding.wanted();
        return finding.keeping(
                value == null ? null : sealed(value),
                wanted != null && wantsTheValue(finding) ? sealed(wanted) : wanted);
    }

    boolean isSealed(Finding finding) {
        return isSealed(finding.value()) || isSealed(finding.wanted());
    }

    Finding opened(Finding finding) {
        return finding.keeping(openedOrNull(finding.value()), openedOrNull(finding.wanted()));
    }

    private @Nullable String openedOrNull(@Nullable String text) {
        return text == null ? null : opened(text);
    }

    String sealed(String text) {
        return PersonalSeal.MARK
                + Base64.getEncoder().encodeToString(vault.seal(text.getBytes(StandardCharsets.UTF_8), OWNER));
    }

    String opened(String text) {
        return isSealed(text)
                ? new String(
                        vault.open(Base64.getDecoder().decode(text.substring(PersonalSeal.MARK.length())), OWNER),
                        StandardCharsets.UTF_8)
                : text;
    }

    static boolean isSealed(@Nullable String text) {
        return text != null && text.startsWith(PersonalSeal.MARK);
    }
}
