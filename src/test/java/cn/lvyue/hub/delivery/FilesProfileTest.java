package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import cn.lvyue.hub.signing.BodyEncryption;
import cn.lvyue.hub.signing.CipherMode;
import cn.lvyue.hub.signing.Keys;
import cn.lvyue.hub.signing.Sm3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The profile files on real folders: what lies there, what comes back, and a hub that stops in between. */
class FilesProfileTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private DeliveryHub hub;

    @AfterEach
    void close() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void laysThePackageAsAZipWithItsEnvelopeSizesAndDigests() throws Exception {
        start("marker=true");
        var batch = sealed(2);
        hub.push(PROVINCIAL);
        var id = packageId(batch);
        var name = "P-20260304-0001_0001_" + id + ".zip";
        assertThat(names(out())).containsExactly(name, name + ".ok");
        var files = unzipped(out().resolve(name));
        var manifest = JSON.readTree(files.get("manifest.json"));
        assertThat(manifest.path("envelope").path("packageId").asString()).isEqualTo(id.toString());
        assertThat(manifest.path("envelope").path("records").asInt()).isEqualTo(2);
        var listed = manifest.path("files").get(0);
        assertThat(listed.path("name").asString()).isEqualTo("records.json");
        assertThat(listed.path("size").asInt()).isEqualTo(files.get("records.json").length);
        assertThat(listed.path("sm3").asString())
                .isEqualTo(Sm3.hex(files.get("records.json")))
                .isEqualTo(manifest.path("envelope").path("digest").asString());
        assertThat(state(batch)).isEqualTo(BatchState.SENT);
    }

    @Test
    void laysAWorkbookWhereTheSettingsSaySo() throws Exception {
        start("content=xlsx");
        var batch = sealed(2);
        hub.push(PROVINCIAL);
        var files = unzipped(out().resolve(names(out()).get(0)));
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(files.get("records.xlsx")))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).getCellText(0)).isEqualTo("X_NO");
            assertThat(rows.get(2).getCellText(1)).isEqualTo("GD-2");
        }
        assertThat(state(batch)).isEqualTo(BatchState.SENT);
    }

    @Test
    void receiptFilesOfSeveralStagesEndTheStory() throws Exception {
        start();
        var batch = sealed(2);
        hub.push(PROVINCIAL);
        Files.delete(out().resolve(names(out()).get(0)));
        receipt(
                batch,
                ".receipt-1.json",
                "{\"receipts\":[{\"stage\":\"R1\",\"code\":\"0\"},{\"stage\":\"R2\",\"code\":\"0\"}]}");
        fetch();
        assertThat(stages(batch)).containsExactly("R1", "R2");
        receipt(batch, ".receipt-2.json", """
                {"stage":"R3","code":"1","message":"部分通过","records":[{"sourceRecordNo":"GD-2","code":"B101","message":"名称不符"}]}""");
        receipt(batch, ".receipt-3.json", """
                {"stage":"R4","code":"0","records":[{"sourceRecordNo":"GD-1","code":"0","platformId":"P-9"}]}""");
        fetch();
        assertThat(stages(batch)).containsExactly("R1", "R2", "R3", "R4");
        assertThat(state(batch)).isEqualTo(BatchState.PARTLY);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)).get(0).platformId()).isEqualTo("P-9");
        assertThat(hub.deliveries().of(ListedOutbox.id(2)).get(0).state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(names(in())).isEmpty();
        assertThat(names(in().resolve("done"))).hasSize(3);
    }

    @Test
    void aReceiverThatTakesItsTimeIsNoPlatformThatDoesNotAnswer() {
        start("hub.delivery.package-records=1");
        sealed(12);
        hub.push(PROVINCIAL);
        for (int minutes = 0; minutes < 30; minutes += 10) {
            fetch();
        }
        assertThat(hub.bean(ListedAlarms.class).open()).isEmpty();
        assertThat(hub.bean(Holding.class).targets().get(0).line()).isEqualTo(Holding.Line.CLOSED);
        assertThat(hub.bean(Holding.class).targets().get(0).failures()).isZero();
    }

    @Test
    void brokenAndForeignReceiptFilesArePutAsideOnceTheyAreQuiet() throws Exception {
        start();
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        receipt(batch, ".receipt.json", "{\"stage\":\"R1\",");
        Files.writeString(in().resolve(UUID.randomUUID() + ".receipt.json"), "{\"stage\":\"R1\",\"code\":\"0\"}");
        Files.writeString(in().resolve("readme.txt"), "hello");
        Files.writeString(in().resolve(packageId(batch) + ".receipt-2.json.part"), "{");
        fetch();
        assertThat(names(in())).as("it may still be being written").hasSize(4);
        hub.clock.advance(Duration.ofSeconds(31));
        fetch();
        assertThat(names(in())).hasSize(1).allMatch(name -> name.endsWith(".part"));
        assertThat(names(in().resolve("aside"))).hasSize(3);
        assertThat(hub.bean(ListedAlarms.class).open()).contains("T171 provincial", "T172 provincial");
        try (var aside = Files.list(in().resolve("aside"))) {
            aside.forEach(file -> file.toFile().delete());
        }
        fetch();
        assertThat(hub.bean(ListedAlarms.class).open()).isEmpty();
    }

    @Test
    void aReceiptIsReadAsFarAsItsShapeAllows() throws Exception {
        start();
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        receipt(batch, ".receipt-1.json", "{\"receipts\":{\"stage\":\"R1\",\"code\":\"0\"}}");
        receipt(
                batch,
                ".receipt-2.json",
                "{\"receipts\":[7,{\"stage\":\"R2\",\"code\":0,\"records\":\"none\"},{\"code\":\"0\"}]}");
        receipt(batch, ".receipt-3.json", "[]");
        Files.write(
                in().resolve(packageId(batch) + ".receipt-4.json"),
                "{\"stage\":\"R3\",\"code\":\"0\",\"message\":\"通过\"}".getBytes(Charset.forName("GBK")));
        fetch();
        assertThat(stages(batch)).containsExactly("R2");
        hub.clock.advance(Duration.ofSeconds(31));
        fetch();
        assertThat(names(in().resolve("aside"))).hasSize(3);
    }

    @Test
    void aReceiptFileThatComesTwiceIsKeptOnce() throws Exception {
        start();
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        receipt(batch, ".receipt.json", "{\"stage\":\"R1\",\"code\":\"0\"}");
        fetch();
        receipt(batch, ".receipt.json", "{\"stage\":\"R1\",\"code\":\"0\"}");
        fetch();
        assertThat(stages(batch)).containsExactly("R1");
        assertThat(names(in().resolve("done"))).hasSize(2);
        assertThat(hub.jdbc()
                        .sql("select count(*) from delivery.receipt_file")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aReceiptOfAnotherPackageThanItsNameSaysIsBroken() throws Exception {
        start();
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        receipt(
                batch,
                ".receipt.json",
                "{\"packageId\":\"%s\",\"stage\":\"R4\",\"code\":\"0\"}".formatted(UUID.randomUUID()));
        fetch();
        hub.clock.advance(Duration.ofSeconds(31));
        fetch();
        assertThat(stages(batch)).isEmpty();
        assertThat(names(in().resolve("aside"))).hasSize(1);
    }

    @Test
    void aHubThatStopsBeforeItNotesFindsTheFileAndDoesNotLayASecond() throws Exception {
        start();
        var batch = sealed(1);
        var bytes = pushedWithoutNote();
        var laid = names(out());
        restart();
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(names(out())).isEqualTo(laid);
        assertThat(bytes).isNotEmpty();
    }

    @Test
    void aFileThatWasTakenBeforeTheHubNotedItIsNotLaidAgain() throws Exception {
        start();
        var batch = sealed(1);
        pushedWithoutNote();
        Files.delete(out().resolve(names(out()).get(0)));
        restart();
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(names(out())).isEmpty();
    }

    @Test
    void aFileThatWasNeverRenamedIsLaidUnderTheSameName() throws Exception {
        start();
        var batch = sealed(1);
        pushedWithoutNote();
        var name = names(out()).get(0);
        Files.move(out().resolve(name), out().resolve(name + ".part"));
        restart();
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(names(out())).containsExactly(name);
    }

    @Test
    void aRefusalOfTheWholeIsFinalUntilAPersonSendsItAgain() throws Exception {
        start();
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        var name = names(out()).get(0);
        Files.delete(out().resolve(name));
        receipt(batch, ".receipt.json", "{\"stage\":\"R1\",\"code\":\"F111\",\"message\":\"摘要不符\"}");
        fetch();
        assertThat(packageState(batch)).isEqualTo(PackageState.REFUSED);
        assertThat(hub.bean(Redelivery.class).retry(packageId(batch))).isTrue();
        hub.clock.advance(Duration.ofSeconds(1));
        hub.push(PROVINCIAL);
        assertThat(packageState(batch)).isEqualTo(PackageState.SENT);
        assertThat(names(out())).containsExactly(name);
    }

    @Test
    void aFolderThatCannotBeWrittenToMeansThatNothingArrived() throws Exception {
        Files.writeString(folder.resolve("out"), "a file where the folder should be");
        start();
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        assertThat(packageState(batch)).isEqualTo(PackageState.SEALED);
        Files.delete(folder.resolve("out"));
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(names(out())).hasSize(1);
    }

    @Test
    void aSignedAndEncryptedPackageIsReadByWhoeverHasTheKeys() throws Exception {
        start(
                "hub.keys.ids.ENC-1.kind=sm4",
                "hub.keys.ids.ENC-1.value=0123456789abcdeffedcba9876543210",
                "hub.keys.ids.SIGN-1.kind=sm2",
                "hub.keys.ids.SIGN-1.value=3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
                "hub.targets.provincial.signer=sm2",
                "hub.targets.provincial.signing-keys=SIGN-1",
                "hub.targets.provincial.encryption=sm4-gcm",
                "hub.targets.provincial.encryption-keys=ENC-1");
        sealed(1);
        hub.push(PROVINCIAL);
        var files = unzipped(out().resolve(names(out()).get(0)));
        assertThat(new String(files.get("records.json.encrypted"), UTF_8)).doesNotContain("GD-1");
        var keys = hub.bean(Keys.class);
        var opened = new BodyEncryption(keys, CipherMode.SM4_GCM, List.of("ENC-1"))
                .decrypt(files.get("records.json.encrypted"));
        assertThat(JSON.readTree(opened).get(0).path("X_SOURCE").asString()).isEqualTo("GD-1");
        var signature = JSON.readTree(files.get("manifest.sig"));
        assertThat(keys.verify(
                        List.of("SIGN-1"),
                        files.get("manifest.json"),
                        Base64.getDecoder().decode(signature.path("signature").asString())))
                .isTrue();
    }

    private void start(String... settings) {
        hub = DeliveryHub.fresh(settings(settings));
    }

    private String[] settings(String... more) {
        var files = "hub.targets.provincial.files.";
        return Stream.concat(
                        Stream.of(
                                "hub.targets.provincial.profile=files",
                                files + "folder=" + out(),
                                files + "receipts=" + in()),
                        Stream.of(more).map(one -> one.startsWith("hub.") ? one : files + one))
                .toArray(String[]::new);
    }

    private void restart() {
        var stopped = hub;
        hub = stopped.another(settings());
        stopped.close();
    }

    /** The hub stops after the file is laid and before that is written down. */
    private byte[] pushedWithoutNote() {
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        hub.archive.keepSent(step.compose(pack));
        step.push(pack, hub.archive.sent(pack.packageId()));
        return hub.archive.sent(pack.packageId());
    }

    private void fetch() {
        hub.clock.advance(Duration.ofMinutes(10));
        hub.fetchReceipts(PROVINCIAL);
    }

    private long sealed(int records) {
        hub.outbox.addNew(PROVINCIAL, 1, records);
        return hub.deliveries().sealNow(PROVINCIAL, DAY).batchId();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path in() {
        return folder.resolve("receipts");
    }

    private void receipt(long batch, String ending, String content) throws IOException {
        Files.createDirectories(in());
        Files.writeString(in().resolve(packageId(batch) + ending), content);
    }

    private BatchState state(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().state();
    }

    private UUID packageId(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().packages().get(0).packageId();
    }

    private PackageState packageState(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().packages().get(0).state();
    }

    private List<String> stages(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().packages().get(0).receipts().stream()
                .map(Receipt::stage)
                .toList();
    }

    static List<String> names(Path folder) {
        try (var files = Files.exists(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Map<String, byte[]> unzipped(Path file) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    static JsonNode manifest(Path file) throws IOException {
        return JSON.readTree(unzipped(file).get("manifest.json"));
    }
}
