package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.Sm3;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.ByteArrayOutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The profile {@code hub-json}: one UTF-8 JSON object {@code {"envelope":{…},"records":[…]}}.
 *
 * <p>{@code envelope.digest} is SM3 in lower-case hex over the UTF-8 bytes of the records' array exactly as they stand in the
 * body, from its {@code [} to its {@code ]}; there is no white space in what the hub writes.
 */
@Component
class PackageBody {
    private static final int BYTES_PER_RECORD = 1_200;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Asia/Shanghai"));

    private final JsonFactory json = new JsonFactory();
    private final DeliverySettings settings;
    private final TargetsSettings targets;
    private final StandardPack pack;
    private final RecordBody provincial;
    private final RecordBody national;

    PackageBody(DeliverySettings settings, TargetsSettings targets, StandardPacks packs) {
        this.settings = settings;
        this.targets = targets;
        this.pack = packs.pack(settings.pack());
        this.provincial = new RecordBody(pack, Target.PROVINCIAL);
        this.national = new RecordBody(pack, Target.NATIONAL);
    }

    /** One record to write. @param kind as decided at sealing, which may differ from what the outbox says */
    record Line(DueKind kind, DueRevision due) {}

    /** @param digest of the records, as in the envelope */
    record Composed(byte[] bytes, String digest) {}

    Composed write(SealedPackage sealed, List<Line> lines) {
        if (lines.size() != sealed.counts().records()) {
            throw new CannotCompose(sealed + " has " + lines.size() + " records, not the sealed number");
        }
        var records = records(sealed.target(), lines);
        var digest = Sm3.hex(records);
        var out = new ByteArrayOutputStream(records.length + BYTES_PER_RECORD);
        try (var generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            writeEnvelope(generator, sealed, digest);
            generator.writeName("records");
            generator.flush();
            out.write(':');
            out.writeBytes(records);
            out.write('}');
            return new Composed(out.toByteArray(), digest);
        }
    }

    private byte[] records(Target target, List<Line> lines) {
        var writer = target == Target.NATIONAL ? national : provincial;
        var out = new ByteArrayOutputStream(lines.size() * BYTES_PER_RECORD + 2);
        try (var generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartArray();
            for (var line : lines) {
                writer.write(line, generator);
            }
            generator.writeEndArray();
        }
        return out.toByteArray();
    }

    private void writeEnvelope(JsonGenerator out, SealedPackage sealed, String digest) {
        var receiver = targets.of(sealed.target()).receiver();
        out.writeObjectPropertyStart("envelope");
        out.writeStringProperty("packageId", sealed.id().toString());
        out.writeStringProperty("batchNo", sealed.batchNo());
        out.writeStringProperty("businessDate", sealed.businessDate().toString());
        out.writeStringProperty("sender", settings.sender());
        out.writeStringProperty(
                "receiver", Objects.requireNonNullElse(receiver, sealed.target().id()));
        out.writeStringProperty("resource", settings.resource());
        out.writeStringProperty("standard", pack.id());
        out.writeNumberProperty("sequence", sealed.sequence());
        out.writeNumberProperty("packages", sealed.packages());
        out.writeNumberProperty("records", sealed.counts().records());
        out.writeNumberProperty("added", sealed.counts().added());
        out.writeNumberProperty("changed", sealed.counts().changed());
        out.writeNumberProperty("removed", sealed.counts().removed());
        out.writeStringProperty("digestAlgorithm", "SM3");
        out.writeStringProperty("digest", digest);
        out.writeStringProperty("generatedAt", WHEN.format(sealed.generatedAt()));
        out.writeBooleanProperty("zeroReport", sealed.zeroReport());
        if (sealed.supplement()) {
            out.writeBooleanProperty("supplement", true);
        }
        out.writeEndObject();
    }
}
