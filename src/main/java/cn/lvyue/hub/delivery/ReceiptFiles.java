package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.LaidStore.ReceiptFile;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receipt files of one target: kept in the database, then moved to {@code done}; what is none, or of no package of ours, is moved
 * to {@code aside} and told. Either may be interrupted anywhere and done again.
 */
final class ReceiptFiles {
    static final String DONE = "/done";
    static final String ASIDE = "/aside";
    static final String BROKEN = "T171";
    static final String FOREIGN = "T172";

    private static final Pattern NAME =
            Pattern.compile("([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\\.receipt.*\\.json");
    private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*\\.(part|tmp|ok|writing|filepart)");
    private static final int LONGEST_SHOWN = 120;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Target target;
    private final FilesSettings settings;
    private final LaidStore store;
    private final AnswerWords words;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<Depot.Entry, Instant> unreadableSince = new HashMap<>();

    ReceiptFiles(
            Target target, FilesSettings settings, LaidStore store, AnswerWords words, Alarms alarms, Clock clock) {
        this.target = target;
        this.settings = settings;
        this.store = store;
        this.words = words;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Takes what came. */
    synchronized void collect(Depot depot) throws IOException {
        var found = depot.list(settings.receipts(), settings.mostReceipts());
        unreadableSince.keySet().retainAll(found);
        for (var file : found) {
            if (!UNFINISHED.matcher(file.name()).matches()) {
                take(depot, file);
            }
        }
        if (depot.list(settings.receipts() + ASIDE, 1).isEmpty()) {
            alarms.clear(BROKEN, target.id());
            alarms.clear(FOREIGN, target.id());
        }
    }

    private void take(Depot depot, Depot.Entry file) throws IOException {
        var name = NAME.matcher(file.name());
        if (!name.matches()) {
            putAsideOnceQuiet(depot, file, FOREIGN);
            return;
        }
        var packageId = UUID.fromString(name.group(1));
        if (store.records(target, packageId).isEmpty()) {
            putAsideOnceQuiet(depot, file, FOREIGN);
            return;
        }
        var content = file.size() > settings.largestReceipt().toBytes() ? "" : content(depot, file);
        if (stages(content, packageId).isEmpty()) {
            putAsideOnceQuiet(depot, file, BROKEN);
            return;
        }
        var digest = Sm3.hex(content.getBytes(StandardCharsets.UTF_8));
        store.keep(target, packageId, new ReceiptFile(file.name(), digest, content), clock.instant());
        move(depot, file.name(), DONE);
    }

    /** @return empty where the bytes are no UTF-8 */
    private String content(Depot depot, Depot.Entry file) throws IOException {
        var bytes = depot.read(
                settings.receipts(), file.name(), settings.largestReceipt().toBytes());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            return "";
        }
    }

    /** What a receipt file says of a package: {@code {"receipts":[…]}} or one stage alone. None where it says nothing readable. */
    List<StageReceipt> stages(String content, UUID packageId) {
        try {
            var tree = JSON.readTree(content);
            var named = tree.path("packageId").asString(packageId.toString());
            return named.equalsIgnoreCase(packageId.toString()) ? words.stages(array(tree)) : List.of();
        } catch (JacksonException noJson) {
            return List.of();
        }
    }

    private static JsonNode array(JsonNode tree) {
        return tree.has("receipts")
                ? tree.path("receipts")
                : JSON.createArrayNode().add(tree);
    }

    /** One that is still being written looks broken, too: it has its time. */
    private void putAsideOnceQuiet(Depot depot, Depot.Entry file, String code) throws IOException {
        var since = unreadableSince.computeIfAbsent(file, first -> clock.instant());
        if (since.plus(settings.stableFor()).isAfter(clock.instant())) {
            return;
        }
        var shown = file.name().length() > LONGEST_SHOWN ? file.name().substring(0, LONGEST_SHOWN) : file.name();
        alarms.raise(
                code.equals(BROKEN)
                        ? new Alarm(
                                code,
                                target.id(),
                                Alarms.Level.WARNING,
                                "{subject}的回执文件无法读取，已移至 aside：" + shown,
                                "a receipt file of {subject} cannot be read and was put aside: " + shown)
                        : new Alarm(
                                code,
                                target.id(),
                                Alarms.Level.WARNING,
                                "{subject}的回执文件不属于本枢纽的任何包，已移至 aside：" + shown,
                                "a receipt file of {subject} belongs to no package of this hub and was put aside: "
                                        + shown));
        move(depot, file.name(), ASIDE);
    }

    /** A second file of the name keeps its own; one that another node has moved is gone. */
    private void move(Depot depot, String name, String to) throws IOException {
        var folder = settings.receipts() + to;
        int copy = 1;
        var free = name;
        while (depot.has(folder, free)) {
            copy++;
            free = name + "." + copy;
        }
        if (depot.has(settings.receipts(), name)) {
            depot.move(settings.receipts(), name, folder, free);
        }
    }
}
