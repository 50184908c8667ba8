package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.Sm3;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The profile {@code hub-json}: one UTF-8 JSON object {@code {"envelope":{…},"records":[…]}}.
 *
 * <p>{@code envelope.digest} is SM3 in lower-case hex over the UTF-8 bytes of the records' array exactly as they stand in the
 * body, from its {@code [} to its {@code ]}; there is no white space in what the hub writes.
 */
@Component
class PackageBody {
    /** Bytes of an envelope, and of what identifies a record; rather too many than too few. */
    private static final int ENVELOPE = 2_048;

    private static final int IDENTIFICATION = 160;
    private static final String NO_DIGEST = "0".repeat(Sm3.HEX_LENGTH);
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Asia/Shanghai"));

    /** Its generators leave open what is open: the records follow. */
    private final JsonFactory json =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

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
        var out = new PackageBytes(expected(lines));
        int digestAt = writeEnvelope(sealed, out);
        int begin = out.size();
        writeRecords(sealed.target(), lines, out);
        var digest = Sm3.hex(out.raw(), begin, out.size() - begin);
        out.overwrite(digestAt, digest.getBytes(StandardCharsets.US_ASCII));
        out.write('}');
        return new Composed(out.toBytes(), digest);
    }

    private static int expected(List<Line> lines) {
        int bytes = ENVELOPE;
        for (var line : lines) {
            bytes += line.due().fields().length + IDENTIFICATION;
        }
        return bytes;
    }

    private void writeRecords(Target target, List<Line> lines, PackageBytes out) {
        try (var writing = (target == Target.NATIONAL ? national : provincial).into(out)) {
            int begin = out.size();
            for (var line : lines) {
                out.write(out.size() == begin ? '[' : ',');
                writing.write(line);
            }
            if (lines.isEmpty()) {
                out.write('[');
            }
            out.write(']');
        }
    }

    /** Up to the colon before the records. @return where the digest belongs */
    private int writeEnvelope(SealedPackage sealed, PackageBytes out) {
        try (var generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            int digestAt = writeEnvelope(generator, sealed, out);
            generator.writeName("records");
            generator.flush();
            out.write(':');
            return digestAt;
        }
    }

    private int writeEnvelope(JsonGenerator out, SealedPackage sealed, PackageBytes bytes) {
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
        out.writeName("digest");
        out.flush();
        int digestAt = bytes.size() + 2; // behind colon and quote
        out.writeString(NO_DIGEST);
        out.writeStringProperty("generatedAt", WHEN.format(sealed.generatedAt()));
        out.writeBooleanProperty("zeroReport", sealed.zeroReport());
        if (sealed.supplement()) {
            out.writeBooleanProperty("supplement", true);
        }
        out.writeEndObject();
        return digestAt;
    }
}
