package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.signing.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Signs closed days. While no key can, days wait for their signature and people are told. */
@Component
class DaySigner {
    static final String UNSIGNED = "A151";
    static final String SUBJECT = "proof";

    private static final int AT_ONCE = 1000;
    private static final Logger log = LoggerFactory.getLogger(DaySigner.class);

    private final DayStore days;
    private final Keys keys;
    private final ProofSettings settings;
    private final Alarms alarms;

    DaySigner(DayStore days, Keys keys, ProofSettings settings, Alarms alarms) {
        this.days = days;
        this.keys = keys;
        this.settings = settings;
        this.alarms = alarms;
    }

    void signDue() {
        try {
            for (var day : days.unsigned(AT_ONCE)) {
                days.sign(day.day(), sign(day));
            }
            alarms.clear(UNSIGNED, SUBJECT);
        } catch (GeneralSecurityException noKey) {
            log.warn("日结声明未能签名 a day could not be signed: {}", noKey.toString());
            alarms.raise(new Alarm(
                    UNSIGNED,
                    SUBJECT,
                    Level.WARNING,
                    "日结声明未能签名：没有可用的签名密钥",
                    "Days could not be signed: no key can sign now"));
        }
    }

    private String sign(DayStatement day) throws GeneralSecurityException {
        var signature = keys.sign(ids(), day.text().getBytes(StandardCharsets.UTF_8));
        var key = keys.publicKey(signature.keyId())
                .orElseThrow(() -> new GeneralSecurityException(
                        "the key " + signature.keyId() + " has no public part to verify with"));
        return DayText.signature(signature.keyId(), key, signature.bytes());
    }

    private List<String> ids() throws GeneralSecurityException {
        if (!settings.keys().isEmpty()) {
            return settings.keys();
        }
        return List.of(keys.drawn()
                .orElseThrow(() -> new GeneralSecurityException("未配置 hub.proof.keys / hub.proof.keys is not set")));
    }
}
