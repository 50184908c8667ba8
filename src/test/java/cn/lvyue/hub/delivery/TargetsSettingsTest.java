package cn.lvyue.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.delivery.TargetsSettings.Profile;
import cn.lvyue.hub.signing.SignerKind;
import jakarta.validation.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TargetsSettingsTest {
    private static final String FILES = "files.folder=out;files.receipts=in";
    private static final String TABLE =
            "table.url=jdbc:postgresql://db/x;table.username=u;table.schema=s;table.table=t";

    @Test
    void withoutSettingsATargetIsWhereTheStandInSaysAndNothingIsSigned() {
        var platform = bind("").provincial();
        assertThat(platform.profile()).isEqualTo(Profile.HUB_JSON);
        assertThat(platform.receiptsProfile()).isEqualTo(Profile.HUB_JSON);
        assertThat(platform.signerKind()).isEqualTo(SignerKind.NONE);
        assertThat(platform.duplicateCodes()).containsExactly("D101");
        assertThat(faults("")).isEmpty();
    }

    @Test
    void addressKeyAndSecretAloneMeanTheHubsOwnSignature() {
        var settings = "url=https://platform.example/api;key-id=k;secret=hidden";
        assertThat(bind(settings).provincial().signerKind()).isEqualTo(SignerKind.HUB);
        assertThat(faults(settings)).isEmpty();
        assertThat(bind(settings).toString()).doesNotContain("hidden");
    }

    @Test
    void dataAndReceiptsMayGoDifferentWays() {
        var settings = "profile=files;receipts.profile=table;" + FILES + ";" + TABLE;
        assertThat(faults(settings)).isEmpty();
        assertThat(bind(settings).provincial().receiptsProfile()).isEqualTo(Profile.TABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile=files | profile files needs the section files",
                "profile=table | profile table the section table",
                "profile=files;url=http://127.0.0.1;FILES | neither data nor receipts go that way",
                "FILES | neither data nor receipts go that way",
                "profile=files;receipts.profile=hub-json;FILES | the url is needed",
                "url=https://platform.example;signer=none | a platform on another machine needs key-id and secret",
                "url=http://127.0.0.1;signer=sm2 | sm2 needs signing-keys",
                "url=http://127.0.0.1;signer=gateway-a;key-id=a;secret=b | gateway-a also gateway.sid",
                "url=http://127.0.0.1;signer=zhejiang;key-id=a;secret=b | zhejiang also gateway.refresh-url",
                "profile=files;FILES;signer=x-tif;key-id=a;secret=b | for hub-json only",
                "url=http://127.0.0.1;encryption=sm4-gcm | encryption needs encryption-keys",
                "profile=table;TABLE;encryption=sm4-gcm;encryption-keys=k | not for profile table",
                "url=http://127.0.0.1;encryption=sm4-cbc;encryption-keys=k | needs the signer hub or sm2",
                "profile=files;files.folder=out;files.receipts=./out | must be different folders",
                "profile=table;TABLE;table.words.stored=1 | can have one meaning only"
            })
    void aContradictionIsNamedInBothLanguages(String settings, String told) {
        var faults = faults(settings.replace("FILES", FILES).replace("TABLE", TABLE));
        assertThat(faults).anyMatch(fault -> fault.contains(told) && fault.matches(".*\\p{IsHan}.* / .*"));
    }

    @Test
    void aKeyThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> DeliveryHub.fresh(
                        "hub.targets.provincial.url=http://127.0.0.1:1",
                        "hub.targets.provincial.signer=sm2",
                        "hub.targets.provincial.signing-keys=K-1"))
                .hasStackTraceContaining("hub.keys.ids has no fitting key K-1 (SM2 is wanted)");
    }

    @Test
    void aDriverThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> DeliveryHub.fresh(
                        (TABLE + ";profile=table;table.dialect=oracle").transform(TargetsSettingsTest::full)))
                .hasStackTraceContaining("the database driver oracle.jdbc.OracleDriver is missing");
    }

    private static String[] full(String settings) {
        return List.of(settings.split(";")).stream()
                .map(setting -> "hub.targets.provincial." + setting)
                .toArray(String[]::new);
    }

    private static TargetsSettings bind(String settings) {
        var values = new HashMap<String, Object>();
        for (var setting : settings.isEmpty() ? new String[0] : full(settings)) {
            int equals = setting.indexOf('=');
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("hub.targets", TargetsSettings.class);
    }

    private static List<String> faults(String settings) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(bind(settings)).stream()
                    .map(fault -> fault.getMessage())
                    .collect(Collectors.toList());
        }
    }
}
