package cn.lvyue.hub.console;

import cn.lvyue.hub.api.MappingPublishing;
import cn.lvyue.hub.api.MappingViews;
import cn.lvyue.hub.api.SampleTrial;
import cn.lvyue.hub.api.SampleTrial.Sample;
import cn.lvyue.hub.api.SampleTrial.Tried;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.mapping.MappingWorkshop.Faulty;
import cn.lvyue.hub.mapping.MappingWorkshop.Good;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 试映射: a sample through the mapping in force and, beside it, through a changed one; nothing is kept. */
@Controller
class MappingTrialPages {
    private final MappingViews views;
    private final MappingTexts texts;
    private final MappingWorkshop workshop;
    private final SampleTrial trial;

    MappingTrialPages(MappingViews views, MappingTexts texts, MappingWorkshop workshop, SampleTrial trial) {
        this.views = views;
        this.texts = texts;
        this.workshop = workshop;
        this.trial = trial;
    }

    /** A field by the mapping in force and by the changed one. */
    public record Pair(SampleTrial.@Nullable Made now, SampleTrial.@Nullable Made changed) {
        public SampleTrial.Made any() {
            return Objects.requireNonNull(changed != null ? changed : now);
        }

        public boolean differs() {
            return !Objects.equals(now == null ? null : now.value(), changed == null ? null : changed.value());
        }
    }

    /** A record by both. */
    public record Both(SampleTrial.@Nullable One now, SampleTrial.@Nullable One changed, List<Pair> fields) {
        public SampleTrial.One any() {
            return Objects.requireNonNull(changed != null ? changed : now);
        }
    }

    @GetMapping("/mappings/{feed}/try")
    String form(@PathVariable String feed, Model model) {
        var id = MappingPages.feed(views, feed);
        return page(id, "", "http", texts.today(id).orElseThrow().text(), model);
    }

    /** @param text of a mapping; the one in force is tried alone where it is the same */
    @PostMapping("/mappings/{feed}/try")
    String tried(
            @PathVariable String feed,
            @RequestParam(defaultValue = "") String sample,
            @RequestParam(defaultValue = "http") String channel,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "false") boolean unmask,
            HttpServletRequest request,
            Model model)
            throws IOException, ServletException {
        var id = MappingPages.feed(views, feed);
        var today = texts.today(id).orElseThrow();
        var changed = text.replace("\r\n", "\n");
        page(id, sample, channel, changed.isBlank() ? today.text() : changed, model);
        model.addAttribute("unmask", unmask);
        var file = file(request);
        if (file == null && sample.isBlank()) {
            return refused(400, "T111", "empty", request, model);
        }
        var way = channel(channel);
        var bytes = file == null ? asTheFeedWrites(sample, today, way) : bytes(file);
        if (bytes.length > SampleTrial.LARGEST || changed.length() > MappingPublishing.LONGEST_TEXT) {
            return refused(413, "F105", "large", request, model);
        }
        var name = file == null ? null : Uploads.bare(file.getSubmittedFileName());
        model.addAttribute("filename", name);
        var given = new Sample(bytes, name, way, unmask);
        var now = trial.run(today, given);
        model.addAttribute("now", now);
        if (changed.isBlank() || changed.strip().equals(today.text().strip())) {
            model.addAttribute("records", both(now, null));
            return "mapping-try";
        }
        var checked = workshop.check(id, changed);
        if (checked instanceof Faulty fault) {
            model.addAttribute("fault", fault);
            model.addAttribute("records", both(now, null));
        } else {
            tryChanged(today, ((Good) checked).text(), given, now, model);
        }
        return "mapping-try";
    }

    private static String refused(int status, String code, String why, HttpServletRequest request, Model model) {
        AuditNote.of(request).refused(status, code);
        model.addAttribute("refused", why);
        return "mapping-try";
    }

    /** Null where nothing was chosen. */
    private static @Nullable Part file(HttpServletRequest request) throws IOException, ServletException {
        var type = request.getContentType();
        if (type == null || !type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            return null;
        }
        var part = request.getPart("file");
        return part == null || part.getSize() == 0 ? null : part;
    }

    /** One more byte than is taken tells that it is too large. */
    private static byte[] bytes(Part file) throws IOException {
        try (var body = file.getInputStream()) {
            return body.readNBytes(SampleTrial.LARGEST + 1);
        }
    }

    /** What is pasted has lost the charset it came in. */
    private byte[] asTheFeedWrites(String sample, Text text, Channel channel) {
        var name = workshop.with(text).readPlan(text.feed(), channel).charset();
        var charset = name.equals("auto") ? StandardCharsets.UTF_8 : Charset.forName(name);
        return sample.getBytes(charset.newEncoder().canEncode(sample) ? charset : StandardCharsets.UTF_8);
    }

    private void tryChanged(Text today, Text changed, Sample given, Tried now, Model model) {
        var then = trial.run(changed, given);
        model.addAttribute("then", then);
        model.addAttribute("changes", workshop.changes(today, changed));
        model.addAttribute("records", both(now, then));
    }

    private static List<Both> both(Tried now, @Nullable Tried then) {
        int count =
                Math.max(now.records().size(), then == null ? 0 : then.records().size());
        var all = new ArrayList<Both>();
        for (int i = 0; i < count; i++) {
            var one = i < now.records().size() ? now.records().get(i) : null;
            var other =
                    then != null && i < then.records().size() ? then.records().get(i) : null;
            all.add(new Both(one, other, pairs(one, other)));
        }
        return all;
    }

    private static List<Pair> pairs(SampleTrial.@Nullable One now, SampleTrial.@Nullable One then) {
        var pairs = new ArrayList<Pair>();
        var first = then != null ? then : now;
        if (first == null) {
            return pairs;
        }
        for (var made : first.fields()) {
            pairs.add(then == null ? new Pair(made, null) : new Pair(field(now, made.field()), made));
        }
        if (then != null && now != null) {
            for (var made : now.fields()) {
                if (field(then, made.field()) == null) {
                    pairs.add(new Pair(made, null));
                }
            }
        }
        return pairs;
    }

    private static SampleTrial.@Nullable Made field(SampleTrial.@Nullable One record, String id) {
        return record == null
                ? null
                : record.fields().stream()
                        .filter(made -> made.field().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    private String page(FeedId feed, String sample, String channel, String text, Model model) {
        model.addAttribute("feed", feed.value());
        model.addAttribute("sample", sample);
        model.addAttribute("channel", channel(channel));
        model.addAttribute("channels", Channel.values());
        model.addAttribute("text", text);
        return "mapping-try";
    }

    private static Channel channel(String word) {
        for (var channel : Channel.values()) {
            if (channel.name().equalsIgnoreCase(word)) {
                return channel;
            }
        }
        return Channel.HTTP;
    }
}
