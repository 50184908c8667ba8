package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * One mapping file: the table that says how a feed is read and which source field feeds which standard field. It is compiled
 * and checked whole; a file with any fault is refused with {@link BrokenMapping}.
 *
 * <p>Data of the same feed may come in another form by another channel. Under {@code forms:} stand, by channel ({@code table},
 * {@code file}, …), what is read ({@code read:}) and what that form calls every source field that the rules name
 * ({@code names:}); the rules themselves stand once.
 */
final class MappingFile {
    private static final Set<String> KEYS =
            Set.of("feed", "name", "name-en", "standard", "version", "read", "forms", "park", "fields", "words", "due");

    /** Without these a record can be neither judged nor told from another, whatever the pack says. */
    private static final List<Role> NEEDED = List.of(
            Role.SOURCE_CHANNEL,
            Role.COMPLAINANT_NAME,
            Role.RESPONDENT_NAME,
            Role.RESPONDENT_CODE,
            Role.BREACH_FIELD,
            Role.STATUS);

    private static final int DIGEST_LENGTH = 12;

    private final YamlTable table;
    private final FeedId feed;
    private final StandardPack pack;
    private final String version;

    private MappingFile(YamlTable table, FeedId feed, StandardPack pack, String version) {
        this.table = table;
        this.feed = feed;
        this.pack = pack;
        this.version = version;
    }

    /**
     * @param file name for messages; without folder and ending it must be the feed's id
     * @throws BrokenMapping naming file and line
     */
    static MappingForms compile(String file, String text, StandardPacks packs) {
        return compile(file, text, packs, feed -> Map.of());
    }

    /** @param due what a site says otherwise about when a feed's data is due */
    static MappingForms compile(
            String file, String text, StandardPacks packs, Function<String, Map<String, String>> due) {
        var table = YamlTable.parse(file, text).onlyKnows(KEYS);
        var version = table.text("version") + "+" + digest(text);
        return new MappingFile(table, feed(file, table), pack(table, packs), version).compiled(due);
    }

    /** The same rules are compiled for every form, each with the form's own names. */
    private MappingForms compiled(Function<String, Map<String, String>> site) {
        var read = table.table("read");
        var fields = table.table("fields");
        if (read == null || fields == null) {
            throw table.fault(
                    read == null ? "read" : "fields", "缺少 read 或 fields 部分", "section read or fields is missing");
        }
        var main = new ReadSection(read);
        var usual = compiled(main, main, fields, new SourceFields());
        var others = new EnumMap<Channel, FeedMapping>(Channel.class);
        var forms = table.table("forms");
        if (forms != null) {
            for (var word : forms.keys()) {
                others.put(channel(word, forms), form(Objects.requireNonNull(forms.table(word)), main, fields));
            }
        }
        var due = DueSection.read(table.table("due"), site.apply(feed.value()), "hub.feeds.%s.due".formatted(feed));
        var name = new FeedName(feed, table.text("name", feed.value()), table.optional("name-en"));
        return new MappingForms(name, usual, others, due, () -> MappingTable.of(usual, table));
    }

    private FeedMapping form(YamlTable form, ReadSection main, YamlTable fields) {
        form.onlyKnows(Set.of("read", "names"));
        var read = form.table("read");
        var names = form.table("names");
        if (read == null || names == null) {
            throw form.fault("", "缺少 read 或 names 部分", "section read or names is missing");
        }
        return compiled(new ReadSection(read).ofForm(), main, fields, new SourceFields(NamesOfForm.of(names)));
    }

    private FeedMapping compiled(ReadSection reading, ReadSection numbering, YamlTable fields, SourceFields sources) {
        var key = numbering.key(pack.field(Role.SOURCE_RECORD_NO), sources);
        var rules = rules(fields, sources);
        var parkRules = table.tables("park").stream()
                .map(park -> parkRule(park, sources))
                .toList();
        var plan = reading.plan(feed, sources);
        sources.checkForm();
        return new FeedMapping(version, pack.id(), plan, pack.names(), key, rules, parkRules);
    }

    private static Channel channel(String word, YamlTable forms) {
        for (var channel : Channel.values()) {
            if (channel.name().toLowerCase(Locale.ROOT).equals(word)) {
                return channel;
            }
        }
        throw forms.fault(
                word,
                "没有接入方式“" + word + "”，可用：http、file、sftp、table、poll、jms",
                "no channel '" + word + "'; there are http, file, sftp, table, poll, jms");
    }

    private List<FieldRule> rules(YamlTable fields, SourceFields sources) {
        for (var role : Role.filledByTheHub()) {
            refuse(role, fields, "由平台自身填写", "is filled by the hub itself");
        }
        refuse(Role.SOURCE_RECORD_NO, fields, "由 read.record-no 填写", "is filled from read.record-no");
        var reader = new RuleReader(pack, sources);
        var rules = new ArrayList<FieldRule>();
        for (var id : fields.keys()) {
            rules.add(reader.read(id, fields));
        }
        for (var role : NEEDED) {
            var id = pack.field(role).id();
            if (!fields.has(id)) {
                throw table.fault("fields", "必填字段 " + id + " 没有规则", "required field " + id + " has no rule");
            }
        }
        return rules;
    }

    private void refuse(Role role, YamlTable fields, String zh, String en) {
        var id = pack.field(role).id();
        if (fields.has(id)) {
            throw fields.fault(id, "字段 " + id + " " + zh, "field " + id + " " + en);
        }
    }

    private ParkRule parkRule(YamlTable park, SourceFields sources) {
        park.onlyKnows(Set.of("code", "field", "from", "unless", "unless-begins"));
        var code = park.text("code");
        if (!code.matches("P1\\d\\d")) {
            throw park.fault("code", "应为 P1xx 校验码", "must be a P1xx finding code");
        }
        var field = park.text("field");
        if (!pack.names().contains(field)) {
            throw park.fault("field", "标准包没有字段 " + field, "the pack has no field " + field);
        }
        var prefix = park.optional("unless-begins");
        if (prefix == null && !park.has("unless")) {
            throw park.fault("from", "缺少 unless 或 unless-begins", "unless or unless-begins is missing");
        }
        return new ParkRule(code, field, sources.field(park.text("from")), Set.copyOf(park.texts("unless")), prefix);
    }

    private static FeedId feed(String file, YamlTable table) {
        var id = table.text("feed");
        if (!String.valueOf(Path.of(file).getFileName()).equals(id + ".yaml")) {
            throw table.fault("feed", "文件名应为 " + id + ".yaml", "the file must be named " + id + ".yaml");
        }
        try {
            return new FeedId(id);
        } catch (IllegalArgumentException malformed) {
            throw table.fault("feed", "来源代号应为小写短横线形式", String.valueOf(malformed.getMessage()));
        }
    }

    private static StandardPack pack(YamlTable table, StandardPacks packs) {
        try {
            return packs.pack(table.text("standard"));
        } catch (IllegalArgumentException unknown) {
            throw table.fault("standard", "没有此标准包", String.valueOf(unknown.getMessage()));
        }
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
